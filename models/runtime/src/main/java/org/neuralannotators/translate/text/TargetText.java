package org.neuralannotators.translate.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a translated document. What is blank between the sentences of the source is between
 * those of the target too, so that paragraphs stay; where nothing is between two, a space is.
 *
 * @param sentences where the targets of the sentences are
 * @param isWhole whether the source has no text outside of its sentences
 */
public record TargetText(String text, List<Word> sentences, boolean isWhole) {
  private static final Set<String> WITHOUT_SPACES =
      Set.of("bo", "ja", "km", "lo", "my", "th", "yue", "zh");

  private static final Pattern NOT_BLANK = Pattern.compile("[^\\s\\p{Z}]+");

  /** Whether sentences of a language have a space between. */
  public static boolean hasSpaces(String language) {
    return !WITHOUT_SPACES.contains(Locale.forLanguageTag(language).getLanguage());
  }

  /**
   * Puts the targets in the places of their sentences.
   *
   * @param places of the sentences, by their beginnings; they may overlap
   * @param targets as many
   */
  public static TargetText of(String source, List<Word> places, List<String> targets) {
    StringBuilder text = new StringBuilder();
    List<Word> sentences = new ArrayList<>();
    boolean whole = true;
    int position = 0;
    for (int i = 0; i < places.size(); i++) {
      Word place = places.get(i);
      String between = source.substring(position, Math.max(position, place.begin()));
      whole &= !NOT_BLANK.matcher(between).find();
      String blank = NOT_BLANK.matcher(between).replaceAll("");
      text.append(i > 0 && blank.isEmpty() ? " " : blank);
      int begin = text.length();
      text.append(targets.get(i));
      sentences.add(new Word(begin, text.length()));
      position = Math.max(position, place.end());
    }
    String rest = source.substring(position);
    text.append(NOT_BLANK.matcher(rest).replaceAll(""));
    return new TargetText(
        text.toString(), List.copyOf(sentences), whole && !NOT_BLANK.matcher(rest).find());
  }
}
