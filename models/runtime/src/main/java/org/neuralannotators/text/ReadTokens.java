package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What networks read of a sentence's tokens, in use and in training alike: each token as what it
 * stands for, such as a bracket for {@code -LRB-}, and none in which nothing is to be seen, such as
 * a line feed, which has no place in a sentence. Immutable and so thread-safe.
 *
 * @param tokens what is read
 * @param places for each of them its place in the sentence
 * @param length tokens of the sentence
 */
public record ReadTokens(List<String> tokens, int[] places, int length) {
  private static final int BRAILLE_BLANK = 0x2800;
  private static final int HANGUL_FILLER = 0x3164;
  private static final int FIRST_VARIATION = 0xFE00;
  private static final int LAST_VARIATION = 0xFE0F;

  /** What is read of a sentence. */
  public static ReadTokens of(List<String> sentence) {
    List<String> read = new ArrayList<>(sentence.size());
    int[] places = new int[sentence.size()];
    for (int i = 0; i < places.length; i++) {
      String token = sentence.get(i);
      if (!isBlank(token)) {
        places[read.size()] = i;
        read.add(EscapedToken.plain(token));
      }
    }
    return new ReadTokens(read, Arrays.copyOf(places, read.size()), places.length);
  }

  /** What is read of each sentence. */
  public static List<ReadTokens> ofAll(List<? extends List<String>> sentences) {
    return sentences.stream().map(ReadTokens::of).toList();
  }

  /** The tokens that are read of each sentence. */
  public static List<List<String>> tokens(List<ReadTokens> sentences) {
    return sentences.stream().map(ReadTokens::tokens).toList();
  }

  /** Whether nothing was left out. */
  public boolean isWhole() {
    return places.length == length;
  }

  /**
   * Whether nothing of a token is to be seen: white space of any script, characters of no width and
   * control characters, or no character at all.
   */
  public static boolean isBlank(String token) {
    for (int i = 0; i < token.length(); ) {
      int character = token.codePointAt(i);
      if (!isBlank(character)) {
        return false;
      }
      i += Character.charCount(character);
    }
    return true;
  }

  private static boolean isBlank(int character) {
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default ->
          character == BRAILLE_BLANK
              || character == HANGUL_FILLER
              || (character >= FIRST_VARIATION && character <= LAST_VARIATION);
    };
  }
}
