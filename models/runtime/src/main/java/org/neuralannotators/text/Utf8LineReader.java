package org.neuralannotators.text;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of strict UTF-8 and counts them, so that an error can name its line. Lines end with
 * LF or CR LF; a byte order mark is skipped. Not thread-safe.
 */
public final class Utf8LineReader implements Closeable {
  private final InputStream input;
  private final String source;
  // A decoder made by newDecoder reports malformed input; the String constructors would replace it.
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] block = new byte[1 << 16];
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private long line;

  /**
   * A reader that closes the stream when it is closed.
   *
   * @param source the name of the file, for errors
   */
  public Utf8LineReader(InputStream input, String source) {
    this.input = input;
    this.source = source;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it is a folder, or can't be opened
   */
  public static Utf8LineReader open(Path file) throws IOException {
    Utf8Text.requireFile(file);
    return new Utf8LineReader(Files.newInputStream(file), file.toString());
  }

  /**
   * All lines of a file.
   *
   * @throws IOException as {@link #open} and {@link #readLine}
   */
  public static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Utf8LineReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * The next line without its end, or null behind the last.
   *
   * @throws IOException naming file and line when the bytes aren't UTF-8
   */
  public String readLine() throws IOException {
    partial.reset();
    boolean any = false;
    while (fill()) {
      any = true;
      int begin = position;
      while (position < limit && block[position] != '\n') {
        position++;
      }
      if (position < limit) {
        String text = text(begin, position);
        position++;
        return text;
      }
      partial.write(block, begin, limit - begin);
    }
    return any ? text(0, 0) : null;
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, input.read(block));
    }
    return position < limit;
  }

  private String text(int begin, int end) throws IOException {
    line++;
    ByteBuffer bytes = ByteBuffer.wrap(block, begin, end - begin);
    if (partial.size() > 0) {
      partial.write(block, begin, end - begin);
      bytes = ByteBuffer.wrap(partial.toByteArray());
    }
    int first = bytes.position();
    String text;
    try {
      text = decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw Utf8Text.malformed(where(), bytes.position() - first, e);
    }
    if (line == 1) {
      text = Utf8Text.withoutMark(text);
    }
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** The number of the line read last, from 1. */
  public long lineNumber() {
    return line;
  }

  /** File and line for an error, such as {@code [train.tsv] line [7]}. */
  public String where() {
    return where(line);
  }

  /** File and an earlier line for an error. */
  public String where(long earlier) {
    return "[" + source + "] line [" + earlier + "]";
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
