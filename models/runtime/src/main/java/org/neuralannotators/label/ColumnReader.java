package org.neuralannotators.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.text.Utf8LineReader;

/** Reads one file of a {@link ColumnFormat}. */
final class ColumnReader {
  /** What writers of CoNLL-U with names call their attribute, such as {@code NER=B-PER}. */
  private static final Pattern NAME = Pattern.compile("(?is)(?:.*\\|)?(?:NER|NE)=([^|]*).*");

  private final ColumnFormat format;
  private final Utf8LineReader lines;
  private final Consumer<TaggedSentence> consumer;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<Long> lineNumbers = new ArrayList<>();
  private boolean anyToken;
  private boolean anyAttribute;

  /**
   * @param lines stay the caller's
   */
  ColumnReader(ColumnFormat format, Utf8LineReader lines, Consumer<TaggedSentence> consumer) {
    this.format = format;
    this.lines = lines;
    this.consumer = consumer;
  }

  void read() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      switch (format.lines().kind(line)) {
        case TOKEN -> addToken(line);
        case END_OF_SENTENCE -> finish();
        case PASSED_OVER -> {}
      }
    }
    finish();
    if (anyToken && !anyAttribute && format.hasAttributes()) {
      throw new IOException(
          lines.where()
              + ": up to here no token has an attribute [NER] in the column MISC, such as"
              + " [NER=B-PER]; expected it for names, or choose other columns");
    }
  }

  private void addToken(String line) throws IOException {
    String[] columns = format.separator().split(line);
    int tokenIndex = index(columns, format.tokenColumn());
    int tagIndex = index(columns, format.tagColumn());
    // A token may be empty: tokenizers of tweets leave some.
    tokens.add(column(columns, tokenIndex, "token", format.tokenColumn()));
    // Counted from the end, the tag of a line with one column would be the token.
    tags.add(tag(columns, tagIndex == tokenIndex ? -1 : tagIndex));
    lineNumbers.add(lines.lineNumber());
    anyToken = true;
  }

  private static int index(String[] columns, int column) {
    return column < 0 ? columns.length + column : column;
  }

  private String tag(String[] columns, int index) throws IOException {
    String found = column(columns, index, "tag", format.tagColumn());
    String tag = format.hasAttributes() ? attribute(found) : found;
    if (tag.isEmpty()) {
      throw missing(columns, "tag", format.tagColumn());
    }
    if (format.spans() && !Tag.isSound(tag)) {
      throw new IOException(
          lines.where()
              + ": ["
              + tag
              + "] isn't a tag that marks spans; expected [O], a letter of [BIESLU] with a hyphen"
              + " and a type, such as [B-PER], or a type alone. Correct the line or choose other"
              + " columns");
    }
    return tag;
  }

  private String column(String[] columns, int index, String what, int column) throws IOException {
    if (index < 0 || index >= columns.length) {
      throw missing(columns, what, column);
    }
    return Blanks.strip(columns[index]);
  }

  private IOException missing(String[] columns, String what, int column) {
    return MissingColumn.of(lines, what, column, columns.length, format.separator());
  }

  private String attribute(String attributes) {
    Matcher name = NAME.matcher(attributes);
    boolean found = name.matches();
    anyAttribute |= found;
    return found ? name.group(1) : TagScheme.OUTSIDE;
  }

  private void finish() throws IOException {
    if (tokens.isEmpty()) {
      return;
    }
    OptionalInt violation =
        format.scheme() == null ? OptionalInt.empty() : format.scheme().firstViolation(tags);
    if (violation.isPresent()) {
      int at = Math.min(violation.getAsInt(), tags.size() - 1);
      throw new IOException(
          lines.where(lineNumbers.get(at))
              + ": tag ["
              + tags.get(at)
              + "] breaks scheme ["
              + format.scheme()
              + "]; correct it or read without a scheme");
    }
    consumer.accept(new TaggedSentence(tokens, tags));
    tokens.clear();
    tags.clear();
    lineNumbers.clear();
  }
}
