package org.neuralannotators.batch.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.batch.read.JsonObjects;
import org.neuralannotators.batch.read.TextLines;

/**
 * Texts or pairs of texts, one a line, with a tab between two; or as JSON lines with the fields
 * {@code text} and {@code second}, and perhaps an {@code id}. Not thread-safe.
 */
final class TextItems implements Closeable {
  private final Reader reader;
  private final Closeable source;

  /** Gives the next item, or null behind the last. */
  private interface Reader {
    Item next(boolean pairs) throws IOException;
  }

  private TextItems(Reader reader, Closeable source) {
    this.reader = reader;
    this.source = source;
  }

  /**
   * A text or two.
   *
   * @param id the number of the line where the text has none of its own
   * @param second null where there is one text
   */
  record Item(String id, String text, String second) {
    /** Whether there is nothing to classify. */
    boolean isBlank() {
      return text.isBlank() && (second == null || second.isBlank());
    }
  }

  /**
   * Opens a file.
   *
   * @param file null or {@code -} for standard input
   */
  static TextItems open(Path file, boolean jsonLines) throws IOException {
    if (jsonLines) {
      JsonObjects objects = JsonObjects.open(file);
      return new TextItems(pairs -> ofObject(objects.next(), pairs), objects);
    }
    TextLines lines = TextLines.open(file);
    return new TextItems(pairs -> ofLine(lines.next(), lines, pairs), lines);
  }

  private static Item ofObject(JsonObjects.Item object, boolean pairs) throws IOException {
    return object == null
        ? null
        : new Item(object.id(), object.required("text"), pairs ? object.required("second") : null);
  }

  private static Item ofLine(String line, TextLines lines, boolean pairs) throws IOException {
    if (line == null) {
      return null;
    }
    String id = Long.toString(lines.number());
    if (!pairs || line.isBlank()) {
      return new Item(id, line, pairs ? "" : null);
    }
    String[] columns = line.split("\t", -1);
    if (columns.length != 2) {
      throw new IOException(
          lines.place()
              + ": found ["
              + columns.length
              + "] columns; expected two texts with a tab between, which the model compares");
    }
    return new Item(id, columns[0], columns[1]);
  }

  /**
   * The next items, none behind the last.
   *
   * @param pairs whether each shall be two texts
   * @throws IOException naming the line that can't be read
   */
  List<Item> next(int most, boolean pairs) throws IOException {
    List<Item> items = new ArrayList<>();
    while (items.size() < most) {
      Item item = reader.next(pairs);
      if (item == null) {
        break;
      }
      items.add(item);
    }
    return items;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
