package org.neuralannotators.split;

/** What a token is for the question where sentences end. */
enum TokenClass {
  LOWER(0),
  CAPITALIZED(1),
  CAPITALS(2),
  CAPITAL(3),
  MIXED(4),
  NUMBER(5),
  LINK(6),
  ABBREVIATION(7),
  FINAL(8),
  DOTS(9),
  COMMA(10),
  COLON(11),
  SEMICOLON(12),
  DASH(13),
  OPENING(14),
  CLOSING(15),
  QUOTE(16),
  CLITIC(17),
  MARKS(18),
  OTHER(19);

  private final int code;

  TokenClass(int code) {
    this.code = code;
  }

  /** A number that the weights of bundles depend on, so that it never changes. */
  int code() {
    return code;
  }

  /** The class of the token in this range of a text. */
  static TokenClass of(String text, int begin, int end) {
    char first = text.charAt(begin);
    if (Character.isLetter(first)) {
      return ofWord(text, begin, end);
    }
    if (Chars.isDigit(first)) {
      return NUMBER;
    }
    int folded = Chars.fold(first);
    if (end - begin > 1) {
      return ofMarks(text, begin, end, folded);
    }
    return switch (folded) {
      case '.', '?', '!' -> first == '\u2026' ? DOTS : FINAL;
      case ',' -> COMMA;
      case ':' -> COLON;
      case ';' -> SEMICOLON;
      case '-', '\u2014' -> DASH;
      case '(', '[', '{', '<' -> OPENING;
      case ')', ']', '}', '>' -> CLOSING;
      case '"', '\'', '`' -> QUOTE;
      default -> OTHER;
    };
  }

  private static TokenClass ofMarks(String text, int begin, int end, int folded) {
    if (folded == '\'' && Character.isLetter(text.charAt(begin + 1))) {
      return CLITIC;
    }
    boolean same = true;
    boolean dots = true;
    boolean terminal = true;
    for (int i = begin; i < end; i++) {
      int c = Chars.fold(text.charAt(i));
      same &= c == folded;
      dots &= c == '.';
      terminal &= c == '.' || c == '?' || c == '!';
    }
    if (dots) {
      return DOTS;
    }
    if (terminal) {
      return FINAL;
    }
    if (!same) {
      return MARKS;
    }
    return switch (folded) {
      case '-' -> DASH;
      case '\'', '`' -> QUOTE;
      case '<' -> OPENING;
      case '>' -> CLOSING;
      default -> MARKS;
    };
  }

  private static TokenClass ofWord(String text, int begin, int end) {
    int lower = 0;
    int upper = 0;
    int dots = 0;
    int marks = 0;
    int limit = Math.min(end, begin + 100);
    for (int i = begin; i < limit; i++) {
      char c = text.charAt(i);
      if (Character.isUpperCase(c)) {
        upper++;
      } else if (Character.isLetter(c)) {
        lower++;
      } else if (c == '.') {
        dots++;
      } else if (c == '@' || c == '/' || c == '_') {
        marks++;
      }
    }
    if (marks > 0 || (dots > 0 && text.charAt(limit - 1) != '.' && lower > 2)) {
      return LINK;
    }
    if (dots > 0) {
      return ABBREVIATION;
    }
    if (upper == 0) {
      return LOWER;
    }
    if (lower == 0) {
      return upper == 1 ? CAPITAL : CAPITALS;
    }
    return upper == 1 && Character.isUpperCase(text.charAt(begin)) ? CAPITALIZED : MIXED;
  }
}
