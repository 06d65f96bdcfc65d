package org.neuralannotators.text;

import java.util.Locale;
import java.util.function.BiConsumer;

/** Where a text is cut into words before these are cut into subwords. */
public enum WordSplitting {
  /** At spaces only, for text that is tokenized already. */
  SPACES,

  /**
   * At spaces, and where letters or digits meet anything else, so that a word is the same subwords
   * with a comma behind it as without. Which words had no space between them isn't lost.
   */
  PUNCTUATION;

  /**
   * Cuts what is between two spaces.
   *
   * @param consumer is given each word, and whether it follows the one before without a space
   */
  void split(String chunk, BiConsumer<String, Boolean> consumer) {
    int begin = 0;
    for (int at = 0; at < chunk.length(); ) {
      int next = at + Character.charCount(chunk.codePointAt(at));
      if (next == chunk.length() || isBoundary(chunk, next)) {
        consumer.accept(chunk.substring(begin, next), begin > 0);
        begin = next;
      }
      at = next;
    }
  }

  private boolean isBoundary(String chunk, int at) {
    return this == PUNCTUATION
        && isOfWord(chunk.codePointBefore(at)) != isOfWord(chunk.codePointAt(at));
  }

  private static boolean isOfWord(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> Character.isLetterOrDigit(character);
    };
  }

  String toLine() {
    return name().toLowerCase(Locale.ROOT);
  }

  static WordSplitting fromLine(String line) {
    for (WordSplitting splitting : values()) {
      if (splitting.toLine().equals(line)) {
        return splitting;
      }
    }
    throw new IllegalArgumentException(
        "Subwords begin with line [" + line + "]; expected [spaces] or [punctuation]");
  }
}
