package org.neuralannotators.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a word.
 *
 * @param joined it follows what is before it without a space, though that ended a word
 * @param text its characters; it has no space among them
 * @param endsWord a word ends after it
 */
record Subword(boolean joined, String text, boolean endsWord) {
  /** Joins what begins after it; a subword of its own where no longer one begins with it. */
  static final Subword JOINER = new Subword(true, "", false);

  /** Ends a word; a subword of its own where no longer one ends with it. */
  static final Subword WORD_END = new Subword(false, "", true);

  private static final String JOINER_MARK = "\uFFED";
  private static final String END_MARK = "</w>";

  /** The characters of a word, each a subword. */
  static List<Subword> characters(String word, boolean joined) {
    int last = word.offsetByCodePoints(word.length(), -1);
    Stream<Subword> inner =
        word.substring(0, last)
            .codePoints()
            .mapToObj(character -> new Subword(false, Character.toString(character), false));
    Stream<Subword> end = Stream.of(new Subword(false, word.substring(last), true));
    Stream<Subword> characters = Stream.concat(inner, end);
    return (joined ? Stream.concat(Stream.of(JOINER), characters) : characters).toList();
  }

  Subword plus(Subword next) {
    return new Subword(joined, text + next.text, next.endsWord);
  }

  /** As subword-nmt writes it; characters that look like a mark are escaped. */
  String toLine() {
    String escaped = LineEscapes.escape(text);
    if (escaped.startsWith(JOINER_MARK)) {
      escaped = "\\uFFED" + escaped.substring(JOINER_MARK.length());
    }
    if (escaped.endsWith(END_MARK)) {
      escaped = escaped.substring(0, escaped.length() - END_MARK.length()) + "\\u003C/w>";
    }
    return (joined ? JOINER_MARK : "") + escaped + (endsWord ? END_MARK : "");
  }

  /** Reads what {@link #toLine} wrote. */
  static Subword fromLine(String line) {
    boolean joined = line.startsWith(JOINER_MARK);
    boolean endsWord = line.endsWith(END_MARK);
    int begin = joined ? JOINER_MARK.length() : 0;
    int end = line.length() - (endsWord ? END_MARK.length() : 0);
    return new Subword(joined, LineEscapes.unescape(line.substring(begin, end)), endsWord);
  }

  /** What subword-nmt compares when pairs are equally frequent: code points, marks among them. */
  int[] orderKey() {
    return ((joined ? JOINER_MARK : "") + text + (endsWord ? END_MARK : "")).codePoints().toArray();
  }
}
