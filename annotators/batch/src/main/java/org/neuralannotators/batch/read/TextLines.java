package org.neuralannotators.batch.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts, one a line. Not thread-safe. */
public final class TextLines implements Closeable {
  private final InputStream input;
  private final LineReader lines;
  private final String source;
  private long number;

  private TextLines(InputStream input, String source) {
    this.input = input;
    this.source = source;
    lines = new LineReader(input);
  }

  /**
   * Opens a file.
   *
   * @param file null or {@code -} for standard input
   */
  public static TextLines open(Path file) throws IOException {
    return file == null || file.equals(InputFile.STANDARD_INPUT)
        ? new TextLines(System.in, "standard input")
        : new TextLines(Files.newInputStream(file), file.toString());
  }

  /**
   * The next line, or null behind the last.
   *
   * @throws IOException naming the line when it isn't UTF-8 or too long
   */
  public String next() throws IOException {
    LineReader.Line line = lines.next();
    if (line == null) {
      return null;
    }
    number = line.number();
    if (line.tooLong()) {
      throw new IOException(
          place()
              + " has more than ["
              + LineReader.LONGEST
              + "] bytes; expected a sentence a line");
    }
    return Utf8Text.decode(line.bytes(), source + "] line [" + number);
  }

  /** The number of the last line, from 1 on. */
  public long number() {
    return number;
  }

  /** Where the last line is, for people. */
  public String place() {
    return "[" + source + "] line [" + number + "]";
  }

  /** The next lines, none behind the last; errors as in {@link #next()}. */
  public List<String> next(int most) throws IOException {
    List<String> block = new ArrayList<>();
    while (block.size() < most) {
      String line = next();
      if (line == null) {
        break;
      }
      block.add(line);
    }
    return block;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
