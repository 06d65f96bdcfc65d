package org.neuralannotators.text.normalize;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Unicode normalization form (UAX 15), applied to a character and its marks at a time, so that
 * places are kept.
 */
record UnicodeForm(Form form) implements Normalizer {
  @Override
  public AlignedText normalize(AlignedText text) {
    if (java.text.Normalizer.isNormalized(text.text(), form)) {
      return text;
    }
    AlignedText.Builder result = new AlignedText.Builder(text);
    int end;
    for (int begin = 0; begin < text.length(); begin = end) {
      end = endOfCluster(text.text(), begin);
      cluster(text.text(), begin, end, result);
    }
    return result.build();
  }

  private void cluster(String text, int begin, int end, AlignedText.Builder result) {
    int[] units = new int[end - begin];
    List<String> each = new ArrayList<>();
    for (int unit = begin; unit < end; unit += Character.charCount(text.codePointAt(unit))) {
      units[each.size()] = unit;
      each.add(normalize(Character.toString(text.codePointAt(unit))));
    }
    int[] characters = normalize(text.substring(begin, end)).codePoints().toArray();
    int[] parts = String.join("", each).codePoints().toArray();
    if (Arrays.equals(sorted(parts), sorted(characters))) {
      ordered(each, parts, characters, units, result);
      return;
    }
    int lost = Math.max(each.size() - characters.length, 0);
    for (int i = 0; i < characters.length; i++) {
      // What was composed stands for its first character, the marks behind it for themselves.
      result.append(characters[i], units[Math.min(i == 0 ? 0 : i + lost, each.size() - 1)]);
    }
  }

  private static int[] sorted(int... characters) {
    return Arrays.stream(characters).sorted().toArray();
  }

  /** Nothing was composed: the first of each one's parts goes on to the next character. */
  private static void ordered(
      List<String> each, int[] parts, int[] characters, int[] units, AlignedText.Builder result) {
    boolean[] first = new boolean[parts.length];
    int part = 0;
    for (String one : each) {
      first[part] = true;
      part += one.codePointCount(0, one.length());
    }
    int unit = -1;
    for (int character : characters) {
      int place = 0;
      while (parts[place] != character) {
        place++;
      }
      parts[place] = -1;
      unit += first[place] || unit < 0 ? 1 : 0;
      result.append(character, units[unit]);
    }
  }

  private String normalize(String text) {
    return java.text.Normalizer.normalize(text, form);
  }

  private static int endOfCluster(String text, int begin) {
    int end = begin + Character.charCount(text.codePointAt(begin));
    while (end < text.length() && joins(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** Whether a character may be composed or reordered with the one before it. */
  private static boolean joins(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> isJamoBehindTheFirst(c) || c == 0xFF9E || c == 0xFF9F;
    };
  }

  private static boolean isJamoBehindTheFirst(int c) {
    return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF);
  }
}
