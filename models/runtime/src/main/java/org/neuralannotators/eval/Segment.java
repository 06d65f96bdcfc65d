package org.neuralannotators.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What scores of translations do with a text, as Python does it, in which they are defined. */
final class Segment {
  private Segment() {}

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The words between white space, which control characters and no-break spaces are too. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < text.length(); at++) {
      if (isWhitespace(text.charAt(at))) {
        addWord(text.substring(begin, at), words);
        begin = at + 1;
      }
    }
    addWord(text.substring(begin), words);
    return words;
  }

  private static void addWord(String word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word);
    }
  }

  static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isWhitespace(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\u0085';
  }

  /** How often the text has each sequence of so many of its parts. */
  static Map<String, Integer> ngrams(List<String> parts, int order, String separator) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= parts.size(); i++) {
      counts.merge(String.join(separator, parts.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many of the first are also in the second. */
  static int matches(Map<String, Integer> counts, Map<String, Integer> others) {
    return counts.entrySet().stream()
        .mapToInt(ngram -> Math.min(ngram.getValue(), others.getOrDefault(ngram.getKey(), 0)))
        .sum();
  }
}
