package org.neuralannotators.translate.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a target has the numbers of its source. Signs in a number don't count, which
 * languages set differently ({@code 1,234.5} is {@code 1.234,5}), nor do zeros at the end of a
 * fraction. Numbers may be spelled that often are, such as {@code 30}, {@code 2,000} or {@code
 * 6:30}; hours may be counted otherwise.
 *
 * @param source language of the source
 * @param target language of the target
 */
record NumberCheck(String source, String target) {
  private static final Pattern NUMBER =
      Pattern.compile("\\p{Nd}++(?:[.,:'\u2019\u00A0\u202F]\\p{Nd}++)*+");
  private static final Pattern TIME = Pattern.compile("(\\p{Nd}{1,2})[:.](\\p{Nd}{2})");
  private static final Pattern ZEROS = Pattern.compile("[.,:]00?$|(?<=[.,:]\\p{Nd})0$");
  private static final Pattern ROUND = Pattern.compile("\\p{Nd}{1,2}0*");
  private static final Pattern NO_DIGIT = Pattern.compile("\\P{Nd}");
  private static final int HALF_A_DAY = 12;

  static NumberCheck of(TextPairRules rules) {
    return new NumberCheck(language(rules.sourceLanguage()), language(rules.targetLanguage()));
  }

  private static String language(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }

  /** Whether the numbers can be the same. */
  boolean isKept(String sourceText, String targetText) {
    List<String> missing = new ArrayList<>(numbers(sourceText));
    Map<String, Integer> added = new HashMap<>();
    numbers(targetText).forEach(number -> added.merge(digits(number), 1, Integer::sum));
    missing.removeIf(number -> remove(added, digits(number)));
    missing.removeIf(number -> removeTime(added, number));
    if (!missing.isEmpty() && !added.isEmpty()) {
      return false;
    }
    int more = added.values().stream().mapToInt(Integer::intValue).sum();
    return missing.stream().allMatch(NumberCheck::isOftenSpelled)
        && NumberWords.count(targetText, target).orElse(missing.size()) >= missing.size()
        && NumberWords.count(sourceText, source).orElse(more) >= more;
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).toList();
  }

  private static boolean remove(Map<String, Integer> numbers, String digits) {
    boolean isThere = numbers.containsKey(digits);
    numbers.computeIfPresent(digits, (number, count) -> count == 1 ? null : count - 1);
    return isThere;
  }

  /** The digits, in Latin ones, without zeros at the end of a fraction. */
  private static String digits(String number) {
    return NO_DIGIT
        .matcher(ZEROS.matcher(number).replaceFirst(""))
        .replaceAll("")
        .codePoints()
        .map(digit -> '0' + Character.digit(digit, 10))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Takes away what {@code 2:30} may be: {@code 14.30}, or {@code 14} where it is the full hour.
   */
  private static boolean removeTime(Map<String, Integer> numbers, String number) {
    Matcher time = TIME.matcher(number);
    if (!time.matches()) {
      return false;
    }
    int hour = Integer.parseInt(time.group(1));
    for (int same : new int[] {hour, hour + HALF_A_DAY, hour - HALF_A_DAY}) {
      if (same < 0) {
        continue;
      }
      if (remove(numbers, digits(same + ":" + time.group(2)))) {
        return true;
      }
      if (remove(numbers, Integer.toString(same))) {
        remove(numbers, digits(time.group(2)));
        return true;
      }
    }
    return false;
  }

  private static boolean isOftenSpelled(String number) {
    return TIME.matcher(number).matches() || ROUND.matcher(digits(number)).matches();
  }
}
