package org.neuralannotators.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Tokens as the Penn Treebank writes them, and whoever follows it: {@code -LRB-} is a bracket,
 * <code>``</code> and {@code ''} are quotation marks, {@code \/} is a slash. See the treebank's
 * guidelines (Bies et al. 1995, section 2.2.2).
 */
final class EscapedToken {
  private static final Pattern ESCAPE =
      Pattern.compile("-([LR][RSC])B-|\\\\([/*])", Pattern.CASE_INSENSITIVE);

  private static final Map<String, String> BRACKETS =
      Map.of("LR", "(", "RR", ")", "LS", "[", "RS", "]", "LC", "{", "RC", "}");

  private EscapedToken() {}

  /** What a token stands for: most of them for themselves. */
  static String plain(String token) {
    if (token.equals("``") || token.equals("''")) {
      return "\"";
    }
    if (token.indexOf('-') < 0 && token.indexOf('\\') < 0) {
      return token;
    }
    return ESCAPE.matcher(token).replaceAll(EscapedToken::replacement);
  }

  private static String replacement(MatchResult found) {
    String bracket = found.group(1);
    return bracket == null ? found.group(2) : BRACKETS.get(bracket.toUpperCase(Locale.ROOT));
  }
}
