package org.neuralannotators.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.label.Blanks;
import org.neuralannotators.label.MissingColumn;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Files with a text, or a pair of texts, and its label a line, in columns. Blank lines are skipped.
 * Columns are counted from 0, negative numbers from the end; blanks around labels don't count.
 * Immutable and so thread-safe.
 *
 * @param text column of the text, or of the first of two
 * @param second column of the second text; null where there is one
 * @param label column of the label
 * @param separator between columns
 * @param header whether the first line names the columns
 */
public record LabelledTextFormat(
    int text, Integer second, int label, Pattern separator, boolean header) {
  /** The text in the first, the label in the last of the columns, between tabs. */
  public static final LabelledTextFormat DEFAULT =
      new LabelledTextFormat(0, null, -1, Pattern.compile("\t"), false);

  /**
   * All texts of a file.
   *
   * @throws IOException naming file and line when the bytes aren't UTF-8 or a column is missing
   */
  public List<LabelledText> read(Path file) throws IOException {
    return read(file, true);
  }

  /** All texts of a file that needn't have labels; these aren't read. */
  public List<LabelledText> readTexts(Path file) throws IOException {
    return read(file, false);
  }

  private List<LabelledText> read(Path file, boolean labelled) throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    try (Utf8LineReader lines = Utf8LineReader.open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !(header && lines.lineNumber() == 1)) {
          String[] columns = separator.split(line, -1);
          int needed = (second == null ? 1 : 2) + (labelled ? 1 : 0);
          String own = column(columns, text, "text", needed, lines);
          String other =
              second == null ? null : column(columns, second, "second text", needed, lines);
          String given = labelled ? label(columns, needed, lines) : null;
          texts.add(new LabelledText(own, other, given));
        }
      }
    }
    return texts;
  }

  private String label(String[] columns, int needed, Utf8LineReader lines) throws IOException {
    String found = Blanks.strip(column(columns, label, "label", needed, lines));
    if (found.isEmpty()) {
      throw new IOException(lines.where() + ": the label is empty; expected the text's class");
    }
    return found;
  }

  private String column(String[] columns, int column, String what, int needed, Utf8LineReader lines)
      throws IOException {
    int index = column < 0 ? columns.length + column : column;
    if (index < 0 || index >= columns.length || columns.length < needed) {
      throw MissingColumn.of(lines, what, column, columns.length, separator);
    }
    return columns[index];
  }
}
