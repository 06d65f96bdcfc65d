package org.neuralannotators.translate.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds texts that say the same again and again, as networks do where they are lost. */
final class Repetition {
  /** As often is nothing to wonder at: {@code no, no}. */
  private static final int FEW = 2;

  /** So many words don't come twice, be it in a row or not. */
  private static final int LONG = 5;

  private static final int LONGEST = 12;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern PARTS = Pattern.compile("(\\p{L}{3,6}?)\\1{2,}");
  private static final Pattern LETTERS = Pattern.compile("(\\p{L}{1,2}?)\\1{4,}");

  private Repetition() {}

  /** Whether a target repeats itself more often than its source does. */
  static boolean isAdded(String source, String target) {
    int times = times(target);
    return times > FEW && times > times(source);
  }

  /** How often something comes in a row; long parts count more. */
  static int times(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(word -> word.group()).toList();
    int times = timesOfWords(words);
    for (String word : words) {
      times = Math.max(times, timesOfParts(PARTS.matcher(word)));
      times = Math.max(times, timesOfParts(LETTERS.matcher(word)));
    }
    return times;
  }

  private static int timesOfParts(Matcher matcher) {
    int times = 1;
    while (matcher.find()) {
      times = Math.max(times, matcher.group().length() / matcher.group(1).length());
    }
    return times;
  }

  private static int timesOfWords(List<String> words) {
    int most = Math.min(1, words.size());
    for (int length = 1; length <= LONGEST && 2 * length <= words.size(); length++) {
      int same = 0;
      for (int i = length; i < words.size(); i++) {
        same = words.get(i).equals(words.get(i - length)) ? same + 1 : 0;
        most = Math.max(most, 1 + same / length);
      }
    }
    return Math.max(most, comesTwice(words) ? FEW + 1 : 1);
  }

  private static boolean comesTwice(List<String> words) {
    Map<List<String>, Integer> firsts = new HashMap<>();
    for (int i = 0; i + LONG <= words.size(); i++) {
      Integer first = firsts.putIfAbsent(words.subList(i, i + LONG), i);
      if (first != null && first + LONG <= i) {
        return true;
      }
    }
    return false;
  }
}
