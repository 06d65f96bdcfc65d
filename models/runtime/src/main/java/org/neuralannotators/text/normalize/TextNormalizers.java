package org.neuralannotators.text.normalize;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.text.BertCharacters;

/** Normalizers that look at the whole text. */
final class TextNormalizers {
  private TextNormalizers() {}

  /** What matches becomes the content, which stands for the last character of the match. */
  static Normalizer replace(Pattern pattern, String content) {
    return text -> {
      Matcher matcher = pattern.matcher(text.text());
      if (!matcher.find()) {
        return text;
      }
      AlignedText.Builder result = new AlignedText.Builder(text);
      int end = 0;
      do {
        result.appendPart(end, matcher.start());
        end = matcher.end();
        if (end > matcher.start()) {
          int last = text.text().offsetByCodePoints(end, -1);
          content.codePoints().forEach(character -> result.append(character, last));
        }
      } while (matcher.find());
      result.appendPart(end, text.length());
      return result.build();
    };
  }

  /** The content before a text that isn't empty; it stands for the text's first character. */
  static Normalizer prepend(String content) {
    return text -> text.isEmpty() ? text : text.behind(content);
  }

  /** Without white space at the ends. */
  static Normalizer strip(boolean left, boolean right) {
    return text -> {
      String string = text.text();
      int begin = 0;
      int end = string.length();
      while (left && begin < end && isWhitespace(string.charAt(begin))) {
        begin++;
      }
      while (right && end > begin && isWhitespace(string.charAt(end - 1))) {
        end--;
      }
      return text.slice(begin, end);
    };
  }

  private static boolean isWhitespace(char c) {
    return BertCharacters.isWhitespace(c);
  }
}
