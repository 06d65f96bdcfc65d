package org.neuralannotators.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Reads the text of a CoNLL-U file: tokens stand apart by a blank unless {@code SpaceAfter=No},
 * sentences likewise, and {@code # newpar} or {@code # newdoc} begins a paragraph after a blank
 * line. Of a multiword token, {@code 1-2 don't}, the words count where they spell it, and else the
 * token. Not thread-safe.
 *
 * @see <a href="https://universaldependencies.org/format.html">CoNLL-U</a>
 */
public final class ConlluText {
  private static final int FORM = 1;
  private static final int MISC = 9;
  private static final String NO_SPACE = "SpaceAfter=No";

  private final boolean wholeTokens;
  private final StringBuilder text = new StringBuilder();
  private final List<TextRange> tokens = new ArrayList<>();
  private final List<TextRange> sentences = new ArrayList<>();

  /** Of the sentence that is being read. */
  private final List<Token> sentence = new ArrayList<>();

  private int lastWord;
  private boolean paragraph;
  private boolean space;

  private ConlluText(boolean wholeTokens) {
    this.wholeTokens = wholeTokens;
  }

  /** A token, or words that spell one. */
  private record Token(String form, List<String> words, int lastWord, boolean spaceAfter) {}

  /**
   * Reads a file.
   *
   * @param wholeTokens whether a multiword token counts, never its words
   * @throws IOException naming file and line of what isn't CoNLL-U
   */
  public static SplitText read(Path file, boolean wholeTokens) throws IOException {
    try (Utf8LineReader lines = Utf8LineReader.open(file)) {
      return read(lines, wholeTokens);
    }
  }

  private static SplitText read(Utf8LineReader lines, boolean wholeTokens) throws IOException {
    ConlluText reader = new ConlluText(wholeTokens);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        reader.finishSentence();
      } else if (line.startsWith("#")) {
        reader.paragraph |= line.startsWith("# newpar") || line.startsWith("# newdoc");
      } else {
        reader.add(line.split("\t", -1), lines);
      }
    }
    reader.finishSentence();
    return new SplitText(reader.text.toString(), reader.tokens, reader.sentences);
  }

  private void add(String[] columns, Utf8LineReader lines) throws IOException {
    if (columns.length <= MISC) {
      throw new IOException(
          lines.where()
              + ": found ["
              + columns.length
              + "] columns, expected 10 with tabs between, as in CoNLL-U; correct the line");
    }
    String id = columns[0];
    String form = columns[FORM];
    boolean spaceAfter = !List.of(columns[MISC].split("[|]")).contains(NO_SPACE);
    if (id.contains("-")) {
      sentence.add(new Token(form, new ArrayList<>(), lastOf(id, lines), spaceAfter));
    } else if (!id.contains(".")) {
      Token last = sentence.isEmpty() ? null : sentence.get(sentence.size() - 1);
      int number = number(id, lines);
      if (number <= lastWord) {
        throw new IOException(
            lines.where()
                + ": the word ["
                + number
                + "] stands behind the word ["
                + lastWord
                + "]; expected numbers that rise, and a blank line between sentences");
      }
      lastWord = number;
      if (last != null && number <= last.lastWord()) {
        last.words().add(form);
      } else {
        sentence.add(new Token(form, List.of(form), number, spaceAfter));
      }
    }
  }

  private static int lastOf(String id, Utf8LineReader lines) throws IOException {
    return number(id.substring(id.indexOf('-') + 1), lines);
  }

  private static int number(String id, Utf8LineReader lines) throws IOException {
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw new IOException(
          lines.where() + ": [" + id + "] is no number of a word; correct the line", e);
    }
  }

  private void finishSentence() {
    if (sentence.isEmpty()) {
      return;
    }
    if (!text.isEmpty()) {
      text.append(paragraph ? "\n\n" : space ? " " : "");
    }
    int begin = text.length();
    for (int i = 0; i < sentence.size(); i++) {
      Token token = sentence.get(i);
      text.append(i > 0 && space ? " " : "");
      addToken(token);
      space = token.spaceAfter();
    }
    sentences.add(new TextRange(begin, text.length()));
    sentence.clear();
    lastWord = 0;
    paragraph = false;
  }

  private void addToken(Token token) {
    boolean spelt = String.join("", token.words()).equals(token.form());
    for (String part : spelt && !wholeTokens ? token.words() : List.of(token.form())) {
      tokens.add(new TextRange(text.length(), text.length() + part.length()));
      text.append(part);
    }
  }
}
