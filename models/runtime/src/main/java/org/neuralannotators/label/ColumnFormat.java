package org.neuralannotators.label;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Files with one token a line, in columns, and a blank line between sentences, as the CoNLL shared
 * tasks use. Blanks around tokens and tags don't count. Immutable and so thread-safe.
 *
 * @param lines which lines are tokens
 * @param tokenColumn column of the token, from 0; a negative number counts from the end
 * @param tagColumn column of the tag, counted likewise; of CoNLL-U's MISC, the tag is the value of
 *     the attribute NER, or {@code O}
 * @param separator regular expression between columns
 * @param spans whether the tags must be those of a scheme that marks spans, whichever it is
 * @param scheme the scheme that the tags must obey, or null to accept any
 */
public record ColumnFormat(
    ColumnLines lines,
    int tokenColumn,
    int tagColumn,
    Pattern separator,
    boolean spans,
    TagScheme scheme) {
  /** {@code token<TAB>tag}; further columns are ignored. */
  public static final ColumnFormat TAB_SEPARATED = new ColumnFormat(0, 1, "\t");

  /** Token in the first, tag in the last of the columns, between spaces or tabs. */
  public static final ColumnFormat CONLL = new ColumnFormat(0, -1, "[ \t]+");

  private static final int FORM = 1;
  private static final int UPOS = 3;
  private static final int MISC = 9;

  /** A format of tags of any kind. */
  public ColumnFormat(int tokenColumn, int tagColumn, String separator) {
    this(ColumnLines.CONLL, tokenColumn, tagColumn, Pattern.compile(separator), false, null);
  }

  /**
   * How files are read whose columns nobody names: {@link #TAB_SEPARATED}, but of CoNLL-U its own
   * columns.
   *
   * @param lines such as {@link ColumnLines#of} says for a file
   * @param spans whether the tags mark spans: those of CoNLL-U's MISC; otherwise its UPOS
   */
  public static ColumnFormat of(ColumnLines lines, boolean spans) {
    Pattern tab = TAB_SEPARATED.separator;
    return lines == ColumnLines.CONLLU
        ? new ColumnFormat(lines, FORM, spans ? MISC : UPOS, tab, spans, null)
        : new ColumnFormat(
            lines, TAB_SEPARATED.tokenColumn, TAB_SEPARATED.tagColumn, tab, spans, null);
  }

  /** This format with what the user says of the columns; null for what stays. */
  public ColumnFormat withColumns(Integer token, Integer tag, String between) {
    return new ColumnFormat(
        lines,
        Objects.requireNonNullElse(token, tokenColumn),
        Objects.requireNonNullElse(tag, tagColumn),
        between == null ? separator : Pattern.compile(between),
        spans,
        scheme);
  }

  /** This format, with tags that must obey the scheme. */
  public ColumnFormat withScheme(TagScheme required) {
    return new ColumnFormat(
        lines, tokenColumn, tagColumn, separator, required != TagScheme.NONE, required);
  }

  /** Whether the tag is an attribute of its column, as of CoNLL-U's MISC. */
  boolean hasAttributes() {
    return lines == ColumnLines.CONLLU && tagColumn == MISC;
  }

  /** All sentences of a file; errors as in {@link #read(InputStream, String, Consumer)}. */
  public List<TaggedSentence> read(Path file) throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>();
    try (Utf8LineReader reader = Utf8LineReader.open(file)) {
      new ColumnReader(this, reader, sentences::add).read();
    }
    return sentences;
  }

  /**
   * Gives each sentence to the consumer as soon as it is read.
   *
   * @param source the name of the file, for errors
   * @throws IOException naming file and line when the bytes aren't UTF-8, a column is missing, or a
   *     tag is none of a scheme or breaks it
   */
  public void read(InputStream input, String source, Consumer<TaggedSentence> consumer)
      throws IOException {
    // Not closed here: the stream belongs to the caller.
    new ColumnReader(this, new Utf8LineReader(input, source), consumer).read();
  }
}
