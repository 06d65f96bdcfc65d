package org.neuralannotators.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is done to a token before it is looked up in a vocabulary. Immutable and so thread-safe; its
 * JSON form is the object of its four switches.
 *
 * @param lowerCase letters become lower case, the same in every locale
 * @param digits every decimal digit of any script becomes {@code 0}
 * @param userNames {@code @name} becomes {@code <user>}
 * @param links {@code http://...}, {@code https://...} and {@code www....} become {@code <link>}
 */
public record TokenNormalizer(boolean lowerCase, boolean digits, boolean userNames, boolean links) {
  private static final String USER = "<user>";
  private static final String LINK = "<link>";
  private static final Pattern USER_NAME = Pattern.compile("@[\\p{L}\\p{N}_]+");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|www\\.)..*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Leaves every token as it is. */
  public static TokenNormalizer none() {
    return new TokenNormalizer(false, false, false, false);
  }

  /** The form of the token that is looked up. */
  public String normalize(String token) {
    if (userNames && token.startsWith("@") && USER_NAME.matcher(token).matches()) {
      return USER;
    }
    if (links && ADDRESS.matcher(token).matches()) {
      return LINK;
    }
    String normalized = digits ? withoutDigits(token) : token;
    return lowerCase ? normalized.toLowerCase(Locale.ROOT) : normalized;
  }

  private static String withoutDigits(String token) {
    if (token.codePoints().noneMatch(Character::isDigit)) {
      return token;
    }
    StringBuilder zeros = new StringBuilder(token.length());
    token.codePoints().map(c -> Character.isDigit(c) ? '0' : c).forEach(zeros::appendCodePoint);
    return zeros.toString();
  }
}
