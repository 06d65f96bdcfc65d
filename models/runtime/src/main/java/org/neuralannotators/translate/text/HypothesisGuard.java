package org.neuralannotators.translate.text;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds the faults of hypotheses.
 *
 * @param guards what is looked for
 * @param numbers compares numbers
 */
public record HypothesisGuard(TranslationGuards guards, NumberCheck numbers) {
  /** Web addresses, e-mail addresses and user names. */
  static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://|www\\.)[^\\s\\p{Z}]*[\\p{L}\\p{N}/]"
              + "|(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]++@"
              + "[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)++"
              + "|(?<![^\\s\\p{Z}])@[\\p{L}\\p{N}_]+");

  /** Sources of fewer characters may have any target. */
  private static final int SHORT = 60;

  private static final int LONGER_TIMES = 4;

  /** The guard of texts by these rules. */
  public static HypothesisGuard of(TranslationGuards guards, TextPairRules rules) {
    return new HypothesisGuard(guards, NumberCheck.of(rules));
  }

  /** The faults of a target. */
  public Set<TranslationWarning> faults(String source, String target) {
    Set<TranslationWarning> faults = EnumSet.noneOf(TranslationWarning.class);
    if (guards.avoidRepetitions()) {
      if (Repetition.isAdded(source, target)) {
        faults.add(TranslationWarning.REPETITION);
      }
      if (TargetText.hasSpaces(numbers.target())
          && source.length() > SHORT
          && source.length() > LONGER_TIMES * target.length()) {
        faults.add(TranslationWarning.LENGTH);
      }
    }
    if (guards.keepNumbers() && (hasCopies(source) || hasCopies(target))) {
      if (!ADDRESS.matcher(source).results().map(MatchResult::group).allMatch(target::contains)) {
        faults.add(TranslationWarning.ADDRESSES);
      }
      if (!numbers.isKept(withoutAddresses(source), withoutAddresses(target))) {
        faults.add(TranslationWarning.NUMBERS);
      }
    }
    return faults;
  }

  /** Whether there can be numbers or addresses; most sentences have none. */
  private static boolean hasCopies(String text) {
    return text.contains("www.")
        || text.chars().anyMatch(c -> c == '@' || c == '/' || Character.isDigit(c));
  }

  private static String withoutAddresses(String text) {
    return ADDRESS.matcher(text).replaceAll(" ");
  }
}
