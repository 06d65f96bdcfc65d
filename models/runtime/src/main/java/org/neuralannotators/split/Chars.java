package org.neuralannotators.split;

import org.neuralannotators.label.Blanks;

/** Characters as the splitter sees them. */
final class Chars {
  private static final int LONGEST_HASHED = 24;
  private static final char SYMBOL = '\u2605';

  private Chars() {}

  /** White space, also what doesn't break a line. */
  static boolean isSpace(char c) {
    return Blanks.isBlank(c) || c == '\uFEFF';
  }

  /** Part of a word or a number. */
  static boolean isWord(char c) {
    return c < 128 ? isAsciiLetter(c) || isDigit(c) : isOtherWord(c);
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isOtherWord(char c) {
    return Character.isLetterOrDigit(c) || joinsPrevious(c);
  }

  static boolean isDigit(char c) {
    return c < 128 ? c >= '0' && c <= '9' : Character.isDigit(c);
  }

  /** An emoji, a dingbat or the like, or one half of it. */
  static boolean isPicture(char c) {
    return c > 0xA0 && (Character.isSurrogate(c) || Character.getType(c) == Character.OTHER_SYMBOL);
  }

  /** Accents, variation selectors and joiners, which never begin a token. */
  static boolean joinsPrevious(char c) {
    if (c < 0x300) {
      return false;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT;
  }

  /** The character without case, digit's value and form of quotation mark. */
  static int fold(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? c + 32 : isDigit(c) ? '0' : c;
    }
    return switch (c) {
      case '\u2018', '\u2019' -> '\'';
      case '\u201C', '\u201D' -> '"';
      case '\u2013' -> '-';
      case '\u2026' -> '.';
      default -> foldOther(c);
    };
  }

  private static int foldOther(char c) {
    if (isSpace(c)) {
      return ' ';
    }
    return Character.isDigit(c)
        ? '0'
        : Character.isLetter(c) ? Character.toLowerCase(c) : isPicture(c) ? SYMBOL : c;
  }

  /** The folded character at a place, or 0 outside the range. */
  static int at(String text, int position, int begin, int end) {
    return position >= begin && position < end ? fold(text.charAt(position)) : 0;
  }

  /** A, a, 0, or the folded character itself. */
  static int shape(char c) {
    int folded = fold(c);
    if ((folded >= 'a' && folded <= 'z') || (folded > 127 && Character.isLetter(folded))) {
      return Character.isUpperCase(c) ? 'A' : 'a';
    }
    return folded;
  }

  /** A hash of the folded characters; of the first and the last ones where they are many. */
  static int hash(String text, int begin, int end) {
    int hash = end - begin > LONGEST_HASHED ? 1 : 0;
    int head = Math.min(end, begin + LONGEST_HASHED);
    for (int i = begin; i < head; i++) {
      hash = 31 * hash + fold(text.charAt(i));
    }
    for (int i = Math.max(head, end - 4); i < end; i++) {
      hash = 31 * hash + fold(text.charAt(i));
    }
    return hash;
  }

  /** A hash of the shapes, equal ones in a row taken as one; of the first ones of many. */
  static int shapes(String text, int begin, int end) {
    int hash = 0;
    int last = 0;
    int limit = Math.min(end, begin + LONGEST_HASHED);
    for (int i = begin; i < limit; i++) {
      int shape = shape(text.charAt(i));
      if (shape != last) {
        hash = 31 * hash + shape;
        last = shape;
      }
    }
    return hash;
  }
}
