package org.neuralannotators.batch.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reading of UTF-8, strict unless said otherwise. Thread-safe. */
public final class Utf8Text {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8Text() {}

  /**
   * All of a file, without a byte order mark.
   *
   * @param file null or {@code -} for standard input
   * @throws IOException naming the first byte that isn't UTF-8
   */
  public static String read(Path file) throws IOException {
    return file == null || file.equals(InputFile.STANDARD_INPUT)
        ? decode(System.in.readAllBytes(), "standard input")
        : decode(Files.readAllBytes(file), file.toString());
  }

  /**
   * The text without a byte order mark.
   *
   * @param location where the bytes come from, for errors
   * @throws IOException naming the first byte that isn't UTF-8
   */
  static String decode(byte[] encoded, String location) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.decode(bytes, text, true);
    if (result.isError()) {
      throw new IOException(
          "["
              + location
              + "] isn't UTF-8 from byte ["
              + bytes.position()
              + "] on; convert it first");
    }
    return withoutMark(text.flip().toString());
  }

  /** The same with U+FFFD for what isn't UTF-8. */
  static String guess(byte[] encoded) {
    return withoutMark(new String(encoded, StandardCharsets.UTF_8));
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
