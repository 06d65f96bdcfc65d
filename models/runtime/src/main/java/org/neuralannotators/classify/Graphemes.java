package org.neuralannotators.classify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters as readers see them. Thread-safe.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">extended grapheme clusters</a>
 */
final class Graphemes {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private Graphemes() {}

  /** The end of the character that ends at a place or goes on there: behind all its accents. */
  static int end(String text, int place) {
    Matcher graphemes = GRAPHEME.matcher(text);
    int end = 0;
    while (end < place && graphemes.find()) {
      end = graphemes.end();
    }
    return end;
  }
}
