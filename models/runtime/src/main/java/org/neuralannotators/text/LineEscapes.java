package org.neuralannotators.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts any string on one line of UTF-8 text and gets it back unchanged. */
final class LineEscapes {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final Pattern ESCAPE = Pattern.compile("\\\\(n|r|\\\\|u[0-9A-Fa-f]{4})?");

  private LineEscapes() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 2);
    text.codePoints().forEach(codePoint -> append(escaped, codePoint));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int codePoint) {
    switch (codePoint) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\\' -> escaped.append("\\\\");
      default -> {
        // String.codePoints gives a surrogate only where it has no partner.
        if (isSurrogate(codePoint) || codePoint == BYTE_ORDER_MARK) {
          escaped.append(String.format("\\u%04X", codePoint));
        } else {
          escaped.appendCodePoint(codePoint);
        }
      }
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  static String unescape(String line) {
    return ESCAPE.matcher(line).replaceAll(escape -> Matcher.quoteReplacement(value(escape, line)));
  }

  private static String value(MatchResult escape, String line) {
    String code = escape.group(1);
    if (code == null) {
      throw new IllegalArgumentException(
          "Line [" + line + "] has a malformed escape; expected \\n, \\r, \\\\ or \\uXXXX");
    }
    return switch (code.charAt(0)) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 'u' -> Character.toString((char) Integer.parseInt(code.substring(1), 16));
      default -> code;
    };
  }
}
