package org.neuralannotators.batch.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Objects whose fields are strings, one a line; blank lines are passed over. Not thread-safe. */
public final class JsonObjects implements Closeable {
  private final TextLines lines;

  private JsonObjects(TextLines lines) {
    this.lines = lines;
  }

  /**
   * Whether the ending of a file's name says that it holds JSON lines.
   *
   * @param file null for standard input, which doesn't say it
   */
  public static boolean areIn(Path file) {
    return file != null && InputFormat.JSONL.accepts(file);
  }

  /**
   * Opens a file of JSON lines.
   *
   * @param file null or {@code -} for standard input
   */
  public static JsonObjects open(Path file) throws IOException {
    return new JsonObjects(TextLines.open(file));
  }

  /**
   * An object.
   *
   * @param place where it is, for people
   * @param id its field of this name, a string or a number; else the number of its line
   */
  public record Item(String place, String id, JsonNode root) {
    /**
     * A field.
     *
     * @throws IOException naming the line when the field is missing or no string
     */
    public String required(String field) throws IOException {
      Optional<String> value;
      try {
        value = JsonDocument.string(root, field);
      } catch (IOException e) {
        throw at(place, e);
      }
      return value.orElseThrow(
          () -> new IOException(place + ": no [" + field + "]; expected a string"));
    }
  }

  /**
   * The next object, or null behind the last.
   *
   * @throws IOException naming the line when it holds none
   */
  public Item next() throws IOException {
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    try {
      JsonNode root = JsonDocument.tree(line);
      String id = Objects.requireNonNullElse(JsonDocument.id(root), Long.toString(lines.number()));
      return new Item(lines.place(), id, root);
    } catch (IOException e) {
      throw at(lines.place(), e);
    }
  }

  /** Without the cause, whose message alone would be shown. */
  private static IOException at(String place, IOException error) {
    return new IOException(place + ": " + error.getMessage());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
