package org.neuralannotators.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The characters (Unicode code points) of the training data, each with an id, and the ids of a
 * word: {@link #BEGIN}, its characters, {@link #END}. Immutable and so thread-safe.
 */
public final class CharacterVocabulary {
  /** Fills a matrix of words of different lengths. */
  public static final int PADDING = 0;

  /** Stands for every character that the training data didn't have. */
  public static final int UNKNOWN = 1;

  public static final int BEGIN = 2;
  public static final int END = 3;

  private static final int SPECIALS = 4;

  private final List<Integer> codePoints;
  private final Map<Integer, Integer> ids;

  private CharacterVocabulary(List<Integer> codePoints) {
    this.codePoints = codePoints;
    this.ids = new HashMap<>(2 * codePoints.size());
    for (int codePoint : codePoints) {
      if (ids.put(codePoint, SPECIALS + ids.size()) != null) {
        throw new IllegalArgumentException(
            "Character [" + name(codePoint) + "] is there twice; expected distinct characters");
      }
    }
  }

  /**
   * The characters that the tokens have at least {@code minimum} times, frequent ones first, then
   * by code point.
   */
  public static CharacterVocabulary fromTokens(Iterable<String> tokens, int minimum) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (String token : tokens) {
      token
          .codePoints()
          .filter(CharacterVocabulary::isCharacter)
          .forEach(codePoint -> counts.merge(codePoint, 1, Integer::sum));
    }
    return new CharacterVocabulary(
        counts.entrySet().stream()
            .filter(count -> count.getValue() >= minimum)
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList());
  }

  private static boolean isCharacter(int codePoint) {
    return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException when a line isn't {@code U+} and a code point
   */
  public static CharacterVocabulary fromLines(List<String> lines) {
    return new CharacterVocabulary(lines.stream().map(CharacterVocabulary::codePoint).toList());
  }

  private static Integer codePoint(String line) {
    try {
      if (line.startsWith("U+")) {
        int codePoint = Integer.parseInt(line.substring(2), 16);
        if (Character.isValidCodePoint(codePoint)) {
          return codePoint;
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(notACharacter(line), e);
    }
    throw new IllegalArgumentException(notACharacter(line));
  }

  private static String notACharacter(String line) {
    return "[" + line + "] isn't a character; expected a line such as [U+0041]";
  }

  /** A character a line, as {@code U+0041}, in order of the ids. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    codePoints.forEach(codePoint -> text.append(name(codePoint)).append('\n'));
    return text.toString();
  }

  private static String name(int codePoint) {
    return String.format("U+%04X", codePoint);
  }

  /** Ids in use, the four special ones included. */
  public int size() {
    return SPECIALS + codePoints.size();
  }

  /**
   * The ids of a token. Of a longer word the first and the last half are kept; an odd one more goes
   * to the first. The time depends on {@code maximum}, not on the length of the token.
   *
   * @param maximum characters of the word, without {@link #BEGIN} and {@link #END}
   */
  public int[] ids(String token, int maximum) {
    int length = boundedLength(token, maximum);
    int[] result = new int[length + 2];
    int lastHalf = length < maximum ? 0 : maximum / 2;
    int at = 0;
    for (int i = 1; i <= length - lastHalf; i++) {
      int codePoint = token.codePointAt(at);
      result[i] = id(codePoint);
      at += Character.charCount(codePoint);
    }
    at = token.length();
    for (int i = length; i > length - lastHalf; i--) {
      int codePoint = token.codePointBefore(at);
      result[i] = id(codePoint);
      at -= Character.charCount(codePoint);
    }
    result[0] = BEGIN;
    result[length + 1] = END;
    return result;
  }

  private static int boundedLength(String token, int maximum) {
    // No character takes more than two chars, so the rest of a longer token can't matter.
    int enough = (int) Math.min(token.length(), 2L * maximum);
    return Math.min(maximum, token.codePointCount(0, enough));
  }

  private int id(int codePoint) {
    return ids.getOrDefault(codePoint, UNKNOWN);
  }
}
