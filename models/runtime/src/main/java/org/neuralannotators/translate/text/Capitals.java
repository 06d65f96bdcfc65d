package org.neuralannotators.translate.text;

import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in capitals as sentences are written otherwise. Each word gets the case in which the network
 * knows it best, which is the one with fewest pieces: names keep their first capital, {@code NATO}
 * all of them.
 *
 * @param language of the text
 * @param pieces how many pieces a word has
 */
public record Capitals(Locale language, ToIntFunction<String> pieces) {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'\u2019]*");
  private static final Pattern SMALL = Pattern.compile("\\p{Ll}");
  private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}");
  private static final int FEW = 2;

  /** Whether a text is in capitals: several letters, and none that is small. */
  public static boolean isIn(String text) {
    return !SMALL.matcher(text).find() && CAPITALS.matcher(text).results().count() > FEW;
  }

  /** The text with as few capitals as the network expects. */
  public String lowered(String text) {
    StringBuilder lowered = new StringBuilder();
    Matcher word = WORD.matcher(text);
    boolean first = true;
    while (word.find()) {
      word.appendReplacement(lowered, Matcher.quoteReplacement(lowered(word.group(), first)));
      first = false;
    }
    return word.appendTail(lowered).toString();
  }

  private String lowered(String word, boolean first) {
    String small = word.toLowerCase(language);
    String title = small.substring(0, 1).toUpperCase(language) + small.substring(1);
    boolean pronoun = small.equals("i") || small.startsWith("i'") || small.startsWith("i\u2019");
    if (pronoun && language.getLanguage().equals("en")) {
      return title;
    }
    int fewest =
        Math.min(
            pieces.applyAsInt(word), Math.min(pieces.applyAsInt(title), pieces.applyAsInt(small)));
    boolean known = pieces.applyAsInt(word) == fewest && pieces.applyAsInt(title) > fewest;
    if (!first && pieces.applyAsInt(small) == fewest) {
      return small;
    }
    return known ? word : title;
  }
}
