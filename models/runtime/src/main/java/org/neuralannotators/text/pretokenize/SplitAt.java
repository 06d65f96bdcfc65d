package org.neuralannotators.text.pretokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.text.normalize.AlignedText;

/** Splits at what matches a pattern, or at characters of a class. */
final class SplitAt {
  private SplitAt() {}

  /**
   * At what matches.
   *
   * @param invert at what doesn't
   */
  static PreTokenizer pattern(Pattern pattern, Delimiters delimiters, boolean invert) {
    return (text, words) -> {
      List<Delimiters.Part> parts = new ArrayList<>();
      Matcher matcher = pattern.matcher(text.text());
      int end = 0;
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          add(parts, end, matcher.start(), invert);
          add(parts, matcher.start(), matcher.end(), !invert);
          end = matcher.end();
        }
      }
      add(parts, end, text.length(), invert);
      delimiters.split(text, parts, words);
    };
  }

  /** At each of the characters. */
  static PreTokenizer characters(IntPredicate delimiter, Delimiters delimiters) {
    return (text, words) -> splitAtCharacters(text, delimiter, delimiters, words);
  }

  private static void splitAtCharacters(
      AlignedText text,
      IntPredicate delimiter,
      Delimiters delimiters,
      Consumer<AlignedText> words) {
    List<Delimiters.Part> parts = new ArrayList<>();
    int end = 0;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int character = text.text().codePointAt(i);
      next = i + Character.charCount(character);
      if (delimiter.test(character)) {
        add(parts, end, i, false);
        add(parts, i, next, true);
        end = next;
      }
    }
    add(parts, end, text.length(), false);
    delimiters.split(text, parts, words);
  }

  private static void add(List<Delimiters.Part> parts, int begin, int end, boolean delimiter) {
    if (end > begin) {
      parts.add(new Delimiters.Part(begin, end, delimiter));
    }
  }
}
