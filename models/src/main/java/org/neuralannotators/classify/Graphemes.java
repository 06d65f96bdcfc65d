package org.neuralannotators.classify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters as readers see them. Thread-safe.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">extended grapheme clusters</a>
 */
final class Graphemes {
  private static final Pattern BOUNDARY = Pattern.compile("\\b{g}");

  private Graphemes() {}

  /** The end of the character that ends at a place or goes on there: behind all its accents. */
  static int end(String text, int place) {
    Matcher boundary = BOUNDARY.matcher(text);
    return place < text.length() && boundary.find(place) ? boundary.start() : place;
  }
}
