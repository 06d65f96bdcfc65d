package org.neuralannotators.text.normalize;

import java.util.Locale;
import java.util.function.IntFunction;
import org.neuralannotators.text.BertCharacters;

/** Normalizers that look at one character at a time. */
final class CharacterNormalizers {
  private static final String REMOVED = "";
  private static final String BLANK = " ";

  private CharacterNormalizers() {}

  /**
   * Replaces characters.
   *
   * @param replacement of a character; null leaves it, an empty string removes it
   */
  static Normalizer of(IntFunction<String> replacement) {
    return text -> {
      AlignedText.Builder result = new AlignedText.Builder(text);
      boolean changed = false;
      int next;
      for (int begin = 0; begin < text.length(); begin = next) {
        int character = text.text().codePointAt(begin);
        next = begin + Character.charCount(character);
        String other = replacement.apply(character);
        if (other == null) {
          result.append(character, begin);
        } else {
          changed = true;
          result.replace(begin, next, other);
        }
      }
      return changed ? result.build() : text;
    };
  }

  /** Small letters, each character for itself, so that a sigma isn't final. */
  static Normalizer lowerCase() {
    return of(
        character -> {
          String upper = Character.toString(character);
          String lower = upper.toLowerCase(Locale.ROOT);
          return lower.equals(upper) ? null : lower;
        });
  }

  /** Without marks of any kind. */
  static Normalizer stripAccents() {
    return of(
        character ->
            switch (Character.getType(character)) {
              case Character.NON_SPACING_MARK,
                  Character.COMBINING_SPACING_MARK,
                  Character.ENCLOSING_MARK ->
                  REMOVED;
              default -> null;
            });
  }

  /** Without the marks that BERT strips. */
  static Normalizer stripBertAccents() {
    return of(character -> BertCharacters.isAccent(character) ? REMOVED : null);
  }

  /** Without controls; all white space becomes blanks. */
  static Normalizer cleanBert() {
    return of(
        character -> {
          if (character == 0 || BertCharacters.isControl(character)) {
            return REMOVED;
          }
          return BertCharacters.isWhitespace(character) ? BLANK : null;
        });
  }

  /** Blanks around ideographs. */
  static Normalizer isolateIdeographs() {
    return of(
        character ->
            BertCharacters.isIdeograph(character)
                ? BLANK + Character.toString(character) + BLANK
                : null);
  }

  /** What SentencePiece's rules nmt do: without controls, and with blanks for odd white space. */
  static Normalizer nmt() {
    return of(
        character -> {
          if (isNmtControl(character)) {
            return REMOVED;
          }
          return isNmtBlank(character) ? BLANK : null;
        });
  }

  private static boolean isNmtControl(int c) {
    return (c >= 0x01 && c <= 0x08)
        || c == 0x0B
        || (c >= 0x0E && c <= 0x1F)
        || c == 0x7F
        || c == 0x8F
        || c == 0x9F;
  }

  private static boolean isNmtBlank(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\f'
        || c == '\r'
        || c == 0x1680
        || (c >= 0x200B && c <= 0x200F)
        || c == 0x2028
        || c == 0x2029
        || c == 0x2581
        || c == 0xFEFF
        || c == 0xFFFD;
  }
}
