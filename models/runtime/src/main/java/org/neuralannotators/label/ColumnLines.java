package org.neuralannotators.label;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the lines of a file with one token a line are. Thread-safe. */
public enum ColumnLines {
  /**
   * As in the CoNLL shared tasks: blank lines, and those that begin with {@code -DOCSTART-}, end a
   * sentence; all others are tokens.
   */
  CONLL,
  /**
   * CoNLL-U: comments, ranges of multiword tokens such as {@code 1-2} and empty nodes such as
   * {@code 1.1} are no words of the sentence and are passed over.
   *
   * @see <a href="https://universaldependencies.org/format.html">the format</a>
   */
  CONLLU;

  private static final String DOCUMENT_START = "-DOCSTART-";
  private static final String ENDING = ".conllu";
  private static final Pattern PASSED_OVER = Pattern.compile("#|\\d+[-.]\\d+\t");

  /** What a line is. */
  public enum Kind {
    TOKEN,
    END_OF_SENTENCE,
    PASSED_OVER
  }

  /** CoNLL-U for files whose name ends in {@code .conllu}, {@link #CONLL} for others. */
  public static ColumnLines of(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ENDING) ? CONLLU : CONLL;
  }

  /** What a line is, without its end. */
  public Kind kind(String line) {
    if (line.isBlank() || (this == CONLL && line.startsWith(DOCUMENT_START))) {
      return Kind.END_OF_SENTENCE;
    }
    return this == CONLLU && PASSED_OVER.matcher(line).lookingAt() ? Kind.PASSED_OVER : Kind.TOKEN;
  }
}
