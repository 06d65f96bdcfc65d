package org.neuralannotators.label;

/** Blanks around tokens and labels, which people don't see and don't mean. Thread-safe. */
public final class Blanks {
  private Blanks() {}

  /** The text without white space at both ends, also of the kind that doesn't break lines. */
  public static String strip(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isBlank(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** White space, also of the kind that doesn't break lines. */
  public static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
