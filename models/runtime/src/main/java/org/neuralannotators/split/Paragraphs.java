package org.neuralannotators.split;

/**
 * Where line breaks end a sentence. A blank line always does. A single line feed does when the next
 * line's first word would have had room, as at the end of a heading or an item of a list: where
 * text was wrapped at a margin, it hadn't. A next line that goes on in lower case, or a comma
 * before the break, speaks against it. An item of a list begins anew behind another one, or a
 * colon.
 */
final class Paragraphs {
  /** No margin is that far out: such lines are paragraphs. */
  private static final int WIDEST_MARGIN = 120;

  /** Editors don't use up a line to the last character. */
  private static final int SLACK = 8;

  private final String text;
  private final Ranges lines = new Ranges();

  private Paragraphs(String text) {
    this.text = text;
  }

  /** Ranges of a part of a text, in order, that no sentence goes beyond. */
  static Ranges of(String text, int begin, int end) {
    Ranges paragraphs = new Ranges();
    Paragraphs splitter = new Paragraphs(text);
    int at = begin;
    while (at < end) {
      int lineEnd = lineEnd(text, at, end);
      int last = trimmedEnd(text, at, lineEnd);
      if (last == at) {
        splitter.finish(paragraphs);
      } else {
        splitter.lines.add(at, last);
      }
      if (lineEnd < end && isHardBreak(text.charAt(lineEnd))) {
        splitter.finish(paragraphs);
      }
      at = next(text, lineEnd, end);
    }
    splitter.finish(paragraphs);
    return paragraphs;
  }

  private static int lineEnd(String text, int begin, int end) {
    int at = begin;
    while (at < end && !isBreak(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || isHardBreak(c);
  }

  private static boolean isHardBreak(char c) {
    return c == '\f' || c == '\u000B' || c == '\u2029';
  }

  private static int next(String text, int lineEnd, int end) {
    return lineEnd + 1 < end && text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
  }

  private static int trimmedEnd(String text, int begin, int end) {
    int at = end;
    while (at > begin && Chars.isSpace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private void finish(Ranges paragraphs) {
    if (lines.size() == 0) {
      return;
    }
    int margin = margin();
    int begin = lines.begin(0);
    for (int i = 1; i < lines.size(); i++) {
      if (ends(i - 1, i, margin)) {
        paragraphs.add(begin, lines.end(i - 1));
        begin = lines.begin(i);
      }
    }
    paragraphs.add(begin, lines.end(lines.size() - 1));
    lines.clear();
  }

  /** The length of the longest line that isn't one word, such as a link. */
  private int margin() {
    int margin = 0;
    for (int i = 0; i < lines.size(); i++) {
      int length = lines.end(i) - lines.begin(i);
      if (length > margin && wordEnd(firstLetter(i), lines.end(i)) < lines.end(i)) {
        margin = length;
      }
    }
    return margin;
  }

  private int firstLetter(int line) {
    int at = lines.begin(line);
    while (Chars.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int wordEnd(int begin, int end) {
    int at = begin;
    while (at < end && !Chars.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean ends(int line, int next, int margin) {
    int first = firstLetter(next);
    char last = text.charAt(lines.end(line) - 1);
    if (isItem(next) && (isItem(line) || last == ':')) {
      return true;
    }
    if (Character.isLowerCase(text.charAt(first)) || last == ',' || last == ';') {
      return false;
    }
    int length = lines.end(line) - lines.begin(line);
    int word = wordEnd(first, lines.end(next)) - first;
    return margin > WIDEST_MARGIN || length + 1 + word + SLACK <= margin;
  }

  /** Whether a line begins as an item of a list does: with a bullet, or a number and a mark. */
  private boolean isItem(int line) {
    int at = firstLetter(line);
    int end = lines.end(line);
    int mark = at;
    while (mark < end && Chars.isDigit(text.charAt(mark))) {
      mark++;
    }
    String marks = mark > at ? ".)" : "-*\u2022\u00B7\u2013";
    return mark + 1 < end
        && marks.indexOf(text.charAt(mark)) >= 0
        && Chars.isSpace(text.charAt(mark + 1));
  }
}
