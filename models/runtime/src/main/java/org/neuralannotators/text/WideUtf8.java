package org.neuralannotators.text;

/** UTF-8 that has room for surrogates without a partner (WTF-8), so that no string is lost. */
final class WideUtf8 {
  private static final int REPLACEMENT = 0xFFFD;

  private WideUtf8() {}

  static byte[] encode(int codePoint) {
    if (codePoint < 0x80) {
      return new byte[] {(byte) codePoint};
    }
    int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    byte[] bytes = new byte[length];
    int rest = codePoint;
    for (int i = length - 1; i > 0; i--) {
      bytes[i] = (byte) (0x80 | (rest & 0x3F));
      rest >>= 6;
    }
    bytes[0] = (byte) ((0xF00 >> length) | rest);
    return bytes;
  }

  /** Each byte that can't be read becomes U+FFFD. */
  static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (int at = 0; at < bytes.length; ) {
      int length = length(bytes[at] & 0xFF);
      int codePoint = at + length > bytes.length ? -1 : codePoint(bytes, at, length);
      boolean valid = Character.isValidCodePoint(codePoint) && encode(codePoint).length == length;
      text.appendCodePoint(valid ? codePoint : REPLACEMENT);
      at += valid ? length : 1;
    }
    return text.toString();
  }

  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  private static int codePoint(byte[] bytes, int begin, int length) {
    int first = bytes[begin] & 0xFF;
    if (length == 1) {
      return first;
    }
    int codePoint = first - ((0xF00 >> length) & 0xFF);
    for (int i = begin + 1; i < begin + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return -1;
      }
      codePoint = (codePoint << 6) | (bytes[i] & 0x3F);
    }
    return codePoint;
  }
}
