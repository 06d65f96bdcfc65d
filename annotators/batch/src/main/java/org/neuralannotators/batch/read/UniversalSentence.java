package org.neuralannotators.batch.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a sentence of CoNLL-U, and between which of them its text has no space: those with
 * {@code SpaceAfter=No}, and the parts of a multiword token if they are written one behind the
 * other in it, as in {@code don't}. Not thread-safe.
 */
final class UniversalSentence {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern RANGE = Pattern.compile("\\d+-(\\d+)\t([^\t]*)");
  private static final Pattern NO_SPACE = Pattern.compile("\\bSpaceAfter=No\\b");
  private static final int MISC = 9;

  private final List<Word> words = new ArrayList<>();
  private Range range;

  /**
   * A word.
   *
   * @param spaceBehind whether a space follows, but at the end of the sentence
   */
  record Word(String text, boolean spaceBehind) {}

  /**
   * A multiword token.
   *
   * @param first number of its first word in the sentence, from 0
   * @param end ID of its last word
   */
  private record Range(int first, String end, String form, boolean spaceBehind) {}

  /**
   * Adds a word.
   *
   * @param line all of its columns
   */
  void addWord(String text, String line) {
    words.add(new Word(text, spaceBehind(line)));
    if (range != null && line.startsWith(range.end + "\t")) {
      finish(range);
      range = null;
    }
  }

  /** Takes note of a line that is no word, if it is a multiword token. */
  void passOver(String line) {
    Matcher matcher = RANGE.matcher(line);
    if (matcher.lookingAt()) {
      range = new Range(words.size(), matcher.group(1), matcher.group(2), spaceBehind(line));
    }
  }

  private static boolean spaceBehind(String line) {
    String[] columns = TAB.split(line, -1);
    return columns.length <= MISC || !NO_SPACE.matcher(columns[MISC]).find();
  }

  private void finish(Range token) {
    List<Word> parts = words.subList(token.first, words.size());
    String joined = parts.stream().map(Word::text).collect(Collectors.joining());
    boolean apart = !joined.equalsIgnoreCase(token.form);
    parts.replaceAll(part -> new Word(part.text, apart));
    int last = words.size() - 1;
    words.set(last, new Word(words.get(last).text, token.spaceBehind));
  }

  List<Word> words() {
    return words;
  }
}
