package org.neuralannotators.translate.text;

import java.text.DecimalFormatSymbols;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text in which other numbers stand for its own, and names for web addresses and the like: such
 * as are frequent, so that a network is more likely to keep them.
 *
 * @param text with the stand-ins
 * @param originals for each stand-in what the target shall have in its place
 */
public record StandIns(String text, Map<String, String> originals) {
  private static final Pattern REPLACED =
      Pattern.compile(
          "(?<address>%s)|(?<![\\p{Nd}:])\\p{Nd}++(?:[.,/-]\\p{Nd}++)*+(?!:\\p{Nd})"
              .formatted(HypothesisGuard.ADDRESS.pattern()));
  private static final Pattern YEAR = Pattern.compile("1[1-9]\\d\\d|20\\d\\d");
  private static final List<String> NAMES = List.of("Tom", "Boston");
  private static final List<String> YEARS = List.of("2013", "1990", "2003", "1980", "2001");
  private static final List<String> NUMBERS =
      List.of("20", "30", "15", "25", "50", "40", "80", "60", "70", "90");
  private static final String ONE = "1";
  private static final String ALONE = "(?<![\\p{L}\\p{Nd}])(?:%s)(?![.,:]?[\\p{L}\\p{Nd}])";

  /** A text as it is. */
  public static StandIns none(String text) {
    return new StandIns(text, Map.of());
  }

  /** With as many stand-ins as there are; none of them is in the text. */
  public static StandIns of(String text, Locale source, Locale target) {
    Deque<String> names = free(NAMES, text);
    Deque<String> years = free(YEARS, text);
    Deque<String> numbers = free(NUMBERS, text);
    Map<String, String> originals = new LinkedHashMap<>();
    StringBuilder replaced = new StringBuilder();
    Matcher matcher = REPLACED.matcher(text);
    while (matcher.find()) {
      String original = matcher.group();
      boolean isAddress = matcher.group("address") != null;
      Deque<String> ofKind = YEAR.matcher(original).matches() ? years : numbers;
      Deque<String> standIns = isAddress ? names : ofKind;
      if (!original.equals(ONE) && !standIns.isEmpty()) {
        matcher.appendReplacement(replaced, standIns.peek());
        originals.put(standIns.pop(), isAddress ? original : localized(original, source, target));
      }
    }
    return new StandIns(matcher.appendTail(replaced).toString(), originals);
  }

  private static Deque<String> free(List<String> all, String text) {
    return all.stream()
        .filter(standIn -> !text.contains(standIn))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  /** {@code 1,234.5} as {@code 1.234,5}, if it is a number with such signs in its own language. */
  private static String localized(String number, Locale source, Locale target) {
    DecimalFormatSymbols from = DecimalFormatSymbols.getInstance(source);
    DecimalFormatSymbols to = DecimalFormatSymbols.getInstance(target);
    char group = from.getGroupingSeparator();
    char point = from.getDecimalSeparator();
    Pattern formatted =
        Pattern.compile(
            "\\p{Nd}{1,3}(?:[%1$s]\\p{Nd}{3})+(?:[%2$s]\\p{Nd}+)?|\\p{Nd}+[%2$s]\\p{Nd}+"
                .formatted(group, point));
    if (!formatted.matcher(number).matches()) {
      return number;
    }
    StringBuilder written = new StringBuilder(number);
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) == group) {
        written.setCharAt(i, to.getGroupingSeparator());
      } else if (number.charAt(i) == point) {
        written.setCharAt(i, to.getDecimalSeparator());
      }
    }
    return written.toString();
  }

  /** A target with the originals; empty where not each stand-in is there once. */
  public Optional<String> restored(String target) {
    if (originals.isEmpty()) {
      return Optional.of(target);
    }
    Pattern standIns = Pattern.compile(ALONE.formatted(String.join("|", originals.keySet())));
    List<String> found = standIns.matcher(target).results().map(MatchResult::group).toList();
    return found.size() == originals.size() && Set.copyOf(found).equals(originals.keySet())
        ? Optional.of(
            standIns
                .matcher(target)
                .replaceAll(standIn -> Matcher.quoteReplacement(originals.get(standIn.group()))))
        : Optional.empty();
  }
}
