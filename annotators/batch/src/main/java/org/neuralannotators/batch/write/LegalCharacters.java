package org.neuralannotators.batch.write;

/** Characters that XML 1.0 allows, which HTML does too. */
final class LegalCharacters {
  private static final char REPLACEMENT = '\uFFFD';

  private LegalCharacters() {}

  /** The text of the same length with U+FFFD for each character that is forbidden. */
  static String of(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int point = text.codePointAt(i);
      if (Character.isSupplementaryCodePoint(point)) {
        legal.appendCodePoint(point);
        i++;
      } else {
        legal.append(isLegal((char) point) ? (char) point : REPLACEMENT);
      }
    }
    return legal.toString();
  }

  private static boolean isLegal(char c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && !Character.isSurrogate(c) && c < '\uFFFE');
  }
}
