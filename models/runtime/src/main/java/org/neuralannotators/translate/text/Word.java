package org.neuralannotators.translate.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A part of a text, such as a word: what stands between two spaces.
 *
 * @param begin its first character
 * @param end behind its last character
 */
public record Word(int begin, int end) {
  private static final Pattern WORD = Pattern.compile("[^\\s\\p{Z}]+");
  private static final Pattern TOKEN =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}](?:[^\\s\\p{Z}]*[\\p{L}\\p{M}\\p{N}])?|[^\\s\\p{Z}]");
  private static final Pattern NO_SPACE = Pattern.compile("[^ ]+");

  /** The words of a text. */
  public static List<Word> of(String text) {
    return of(text, WORD);
  }

  /** The same without the punctuation marks around a word, which are tokens of their own. */
  public static List<Word> tokens(String text) {
    return of(text, TOKEN);
  }

  /** The words of a decoded text, in which only the space separates. */
  public static List<Word> betweenSpaces(String text) {
    return of(text, NO_SPACE);
  }

  /**
   * Numbers among {@link #betweenSpaces} out of those among all that is between two spaces, which
   * may be nothing: that has the number -1.
   *
   * @param parts -1 stays so
   */
  public static int[] numbers(String text, int[] parts) {
    String[] all = text.split(" ", -1);
    int[] numbers = new int[all.length];
    int words = 0;
    for (int i = 0; i < all.length; i++) {
      numbers[i] = all[i].isEmpty() ? -1 : words++;
    }
    return Arrays.stream(parts).map(part -> part < 0 ? -1 : numbers[part]).toArray();
  }

  private static List<Word> of(String text, Pattern pattern) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.start(), matcher.end()));
    }
    return words;
  }

  /** The words of a text with one space between. */
  public static String join(String text, List<Word> words) {
    StringBuilder joined = new StringBuilder();
    for (Word word : words) {
      joined.append(joined.length() == 0 ? "" : " ").append(text, word.begin(), word.end());
    }
    return joined.toString();
  }

  /** The numbers of those that share a character with this one. */
  public int[] overlapping(List<Word> others) {
    return IntStream.range(0, others.size())
        .filter(i -> others.get(i).begin() < end && begin < others.get(i).end())
        .toArray();
  }

  /** The same without the blanks at both ends. */
  public Word strip(String text) {
    int first = begin;
    int last = end;
    while (first < last && isBlank(text.charAt(first))) {
      first++;
    }
    while (first < last && isBlank(text.charAt(last - 1))) {
      last--;
    }
    return new Word(first, last);
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Its characters. */
  public String in(String text) {
    return text.substring(begin, end);
  }

  /** The word so many characters later. */
  public Word shifted(int by) {
    return new Word(begin + by, end + by);
  }
}
