package org.neuralannotators.train;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.text.Utf8LineReader;

/**
 * The course of a training as tab-separated values: a line with the columns' names, then a line for
 * each epoch, on disk as soon as it is appended. Not thread-safe.
 */
public final class TrainingLog implements AutoCloseable {
  private final List<String> columns;
  private final Writer writer;

  private TrainingLog(List<String> columns, Writer writer) {
    this.columns = columns;
    this.writer = writer;
  }

  /** Begins a log anew, in place of a file that may be there. */
  public static TrainingLog create(Path file, List<String> columns) throws IOException {
    TrainingLog log = new TrainingLog(List.copyOf(columns), Files.newBufferedWriter(file));
    log.append(columns.toArray());
    return log;
  }

  /**
   * Continues the log of a training that is resumed from a checkpoint: rows after it are dropped,
   * so that no epoch is there twice.
   *
   * @param rows how many rows to keep
   * @throws IOException when the file has other columns or fewer rows
   */
  public static TrainingLog resume(Path file, List<String> columns, int rows) throws IOException {
    List<List<String>> lines = read(file);
    if (lines.isEmpty() || !lines.get(0).equals(columns) || lines.size() <= rows) {
      throw new IOException(
          "Log ["
              + file
              + "] has columns "
              + (lines.isEmpty() ? List.of() : lines.get(0))
              + " and ["
              + Math.max(0, lines.size() - 1)
              + "] rows, expected "
              + columns
              + " and at least ["
              + rows
              + "]; train anew or restore the log of the checkpoint");
    }
    TrainingLog log = create(file, columns);
    for (List<String> row : lines.subList(1, rows + 1)) {
      log.append(row.toArray());
    }
    return log;
  }

  /** All lines of a log as columns, the names first; a last line that is cut short is left out. */
  public static List<List<String>> read(Path file) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (Utf8LineReader reader = Utf8LineReader.open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Arrays.asList(line.split("\t", -1)));
      }
    }
    int last = lines.size() - 1;
    if (last > 0 && lines.get(last).size() < lines.get(0).size()) {
      lines.remove(last);
    }
    return lines;
  }

  /**
   * Appends a row.
   *
   * @param values one for each column
   * @throws IllegalArgumentException for another number of values, or one with a tab or a line end
   */
  public void append(Object... values) throws IOException {
    List<String> row = Arrays.stream(values).map(String::valueOf).toList();
    if (row.size() != columns.size() || row.stream().anyMatch(TrainingLog::breaksTheRow)) {
      throw new IllegalArgumentException(
          "Row "
              + row
              + " of a log with columns "
              + columns
              + ", expected one value for each, without tab and line end");
    }
    writer.write(String.join("\t", row) + "\n");
    writer.flush();
  }

  private static boolean breaksTheRow(String value) {
    return value.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r');
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
