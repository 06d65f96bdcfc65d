package org.neuralannotators.label;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Files with one token a line, in columns, and a blank line between sentences, as the CoNLL shared
 * tasks use. Lines that begin with {@code -DOCSTART-} are skipped. Immutable and so thread-safe.
 *
 * @param tokenColumn column of the token, from 0; a negative number counts from the end
 * @param tagColumn column of the tag, counted likewise
 * @param separator regular expression between columns
 * @param scheme the scheme that the tags must obey, or null to accept any
 */
public record ColumnFormat(int tokenColumn, int tagColumn, Pattern separator, TagScheme scheme) {
  /** {@code token<TAB>tag}; further columns are ignored. */
  public static final ColumnFormat TAB_SEPARATED =
      new ColumnFormat(0, 1, Pattern.compile("\t"), null);

  /** Token in the first, tag in the last of the columns, between spaces or tabs. */
  public static final ColumnFormat CONLL = new ColumnFormat(0, -1, Pattern.compile("[ \t]+"), null);

  private static final String DOCUMENT_START = "-DOCSTART-";

  /** A format of tags of any scheme. */
  public ColumnFormat(int tokenColumn, int tagColumn, String separator) {
    this(tokenColumn, tagColumn, Pattern.compile(separator), null);
  }

  /** This format, with tags that must obey the scheme. */
  public ColumnFormat withScheme(TagScheme required) {
    return new ColumnFormat(tokenColumn, tagColumn, separator, required);
  }

  /** All sentences of a file; errors as in {@link #read(InputStream, String, Consumer)}. */
  public List<TaggedSentence> read(Path file) throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>();
    try (InputStream input = Files.newInputStream(file)) {
      read(input, file.toString(), sentences::add);
    }
    return sentences;
  }

  /**
   * Gives each sentence to the consumer as soon as it is read.
   *
   * @param source the name of the file, for errors
   * @throws IOException naming file and line when the bytes aren't UTF-8, a column is missing or a
   *     tag breaks the scheme
   */
  public void read(InputStream input, String source, Consumer<TaggedSentence> consumer)
      throws IOException {
    // Not closed here: the stream belongs to the caller.
    Utf8LineReader lines = new Utf8LineReader(input, source);
    List<String> tokens = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank() || line.startsWith(DOCUMENT_START)) {
        finish(tokens, tags, lines.lineNumber(), source, consumer);
      } else {
        String[] columns = separator.split(line);
        int tokenIndex = index(columns, tokenColumn);
        int tagIndex = index(columns, tagColumn);
        // A token may be empty: tokenizers of tweets leave some.
        requireColumn(columns, tokenIndex, true, "token", tokenColumn, lines);
        // Counted from the end, the tag of a line with one column would be the token.
        requireColumn(
            columns, tagIndex == tokenIndex ? -1 : tagIndex, false, "tag", tagColumn, lines);
        tokens.add(columns[tokenIndex]);
        tags.add(columns[tagIndex]);
      }
    }
    finish(tokens, tags, lines.lineNumber() + 1, source, consumer);
  }

  private static int index(String[] columns, int column) {
    return column < 0 ? columns.length + column : column;
  }

  private void requireColumn(
      String[] columns,
      int index,
      boolean mayBeEmpty,
      String what,
      int column,
      Utf8LineReader lines)
      throws IOException {
    boolean there = index >= 0 && index < columns.length;
    if (!there || (columns[index].isEmpty() && !mayBeEmpty)) {
      throw new IOException(
          lines.where()
              + ": no "
              + what
              + " in column ["
              + column
              + "]: found ["
              + columns.length
              + "] columns between ["
              + separator
              + "]; correct the line or choose other columns");
    }
  }

  private void finish(
      List<String> tokens,
      List<String> tags,
      long endLine,
      String source,
      Consumer<TaggedSentence> consumer)
      throws IOException {
    if (tokens.isEmpty()) {
      return;
    }
    checkScheme(tags, endLine - tags.size(), source);
    consumer.accept(new TaggedSentence(tokens, tags));
    tokens.clear();
    tags.clear();
  }

  private void checkScheme(List<String> tags, long firstLine, String source) throws IOException {
    OptionalInt violation = scheme == null ? OptionalInt.empty() : scheme.firstViolation(tags);
    if (violation.isPresent()) {
      int last = Math.min(violation.getAsInt(), tags.size() - 1);
      throw new IOException(
          "["
              + source
              + "] line ["
              + (firstLine + last)
              + "]: tag ["
              + tags.get(last)
              + "] breaks scheme ["
              + scheme
              + "]; correct it or read without a scheme");
    }
  }
}
