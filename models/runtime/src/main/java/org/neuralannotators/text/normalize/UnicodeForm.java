package org.neuralannotators.text.normalize;

import java.text.Normalizer.Form;
import java.util.ArrayList;
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
    String whole = normalize(text.substring(begin, end));
    List<String> each = new ArrayList<>();
    int[] units = new int[end - begin];
    for (int unit = begin; unit < end; unit += Character.charCount(text.codePointAt(unit))) {
      units[each.size()] = unit;
      each.add(normalize(Character.toString(text.codePointAt(unit))));
    }
    if (String.join("", each).equals(whole)) {
      for (int i = 0; i < each.size(); i++) {
        int unit = units[i];
        each.get(i).codePoints().forEach(character -> result.append(character, unit));
      }
    } else {
      int[] characters = whole.codePoints().toArray();
      int lost = each.size() - characters.length;
      for (int i = 0; i < characters.length; i++) {
        // What was composed stands for its first character, the marks behind it for themselves.
        int source = i == 0 || lost < 0 ? Math.min(i, each.size() - 1) : i + lost;
        result.append(characters[i], units[source]);
      }
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
