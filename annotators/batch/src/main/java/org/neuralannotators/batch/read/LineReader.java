package org.neuralannotators.batch.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines as bytes, so that one that isn't UTF-8 doesn't stop the others. Lines end with LF or CR LF.
 * Not thread-safe.
 */
public final class LineReader {
  /** Longer lines aren't kept; a text of this size has thousands of pages. */
  static final int LONGEST = 1 << 24;

  private final InputStream input;
  private final byte[] block = new byte[1 << 16];
  private int position;
  private int limit;
  private long number;
  private long offset;

  /** A reader that doesn't close the stream. */
  public LineReader(InputStream input) {
    this.input = input;
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes without the end of line; the first {@link #LONGEST} at most
   * @param tooLong whether bytes are missing
   * @param terminated whether an end of line followed, so that the line is whole
   * @param end offset in the stream behind the end of line
   */
  public record Line(long number, byte[] bytes, boolean tooLong, boolean terminated, long end) {
    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t') {
          return false;
        }
      }
      return true;
    }
  }

  /** The next line, or null behind the last. */
  public Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean any = false;
    boolean tooLong = false;
    while (fill()) {
      any = true;
      int begin = position;
      while (position < limit && block[position] != '\n') {
        position++;
      }
      int length = position - begin;
      int kept = Math.min(length, LONGEST - bytes.size());
      bytes.write(block, begin, kept);
      tooLong |= kept < length;
      offset += length;
      if (position < limit) {
        position++;
        offset++;
        return line(bytes, tooLong, true);
      }
    }
    return any ? line(bytes, tooLong, false) : null;
  }

  private Line line(ByteArrayOutputStream collected, boolean tooLong, boolean terminated) {
    byte[] bytes = collected.toByteArray();
    boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    byte[] content = carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    return new Line(++number, content, tooLong, terminated, offset);
  }

  private boolean fill() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, input.read(block));
    }
    return position < limit;
  }
}
