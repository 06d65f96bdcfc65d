package org.neuralannotators.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.text.Utf8LineReader;

/**
 * How files hold text that isn't split into words.
 *
 * @param layout what lines are
 * @param column the one that is read, of those between tabs, from 0; null when lines are text whole
 */
public record RawFormat(TextLayout layout, Integer column) {
  public RawFormat {
    check(layout, column);
  }

  /**
   * Looks at a column.
   *
   * @throws IllegalArgumentException when the layout has none
   */
  static void check(TextLayout layout, Integer column) {
    if (column != null && (column < 0 || layout == TextLayout.RUNNING)) {
      throw new IllegalArgumentException(
          "[column] is [%d] with the layout [%s]; expected a number from 0, and the layout LINES or"
                  .formatted(column, layout)
              + " TOKENS");
    }
  }

  /**
   * The documents of a file as they stand there, with line ends between lines; blank ones are left
   * out.
   *
   * @throws IOException when it isn't UTF-8 or a line doesn't have the column, with the line
   */
  public List<String> documents(Path file, TextFormat.Part part) throws IOException {
    List<String> lines = lines(file, part);
    List<String> documents =
        switch (layout) {
          case RUNNING -> List.of(String.join("\n", lines));
          case LINES -> lines;
          case TOKENS -> List.of(String.join("\n", lines).split("\n(?:\\s*\n)+"));
        };
    return documents.stream().filter(document -> !document.isBlank()).toList();
  }

  /** The lines of a part of a file, or their columns. */
  List<String> lines(Path file, TextFormat.Part part) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Utf8LineReader reader = Utf8LineReader.open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(column == null || line.isBlank() ? line : cell(file, lines.size() + 1, line));
      }
    }
    return part.of(lines);
  }

  private String cell(Path file, int number, String line) throws IOException {
    String[] cells = line.split("\t", -1);
    if (column >= cells.length) {
      throw new IOException(
          "Line [%d] of [%s] has [%d] columns; expected more than [%d], the column to read"
              .formatted(number, file, cells.length, column));
    }
    return cells[column];
  }
}
