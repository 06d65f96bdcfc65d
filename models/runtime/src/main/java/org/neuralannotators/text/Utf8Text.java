package org.neuralannotators.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Strict reading of whole files of UTF-8: no byte is guessed at. Thread-safe. */
public final class Utf8Text {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8Text() {}

  /**
   * The text of a file as it is, but for a byte order mark.
   *
   * @throws IOException naming file, line and byte where it isn't UTF-8
   */
  public static String read(Path file) throws IOException {
    return read(file, "[" + file + "]");
  }

  /**
   * The same of a file that has a role.
   *
   * @param name what errors call it, such as {@code Configuration [my.yaml]}
   * @throws IOException as {@link #read(Path)}; its cause is a {@link CharacterCodingException}
   *     where the file isn't UTF-8
   */
  public static String read(Path file, String name) throws IOException {
    requireFile(file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    try {
      // A decoder made by newDecoder reports malformed input; the String constructors replace it.
      return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      int line = 1;
      int begin = 0;
      for (int i = 0; i < bytes.position(); i++) {
        if (bytes.get(i) == '\n') {
          line++;
          begin = i + 1;
        }
      }
      throw malformed(name + " line [" + line + "]", bytes.position() - begin, e);
    }
  }

  static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  static void requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("[" + file + "] is a folder; expected a file");
    }
  }

  /**
   * @param place in a file, such as {@code [train.tsv] line [7]}
   * @param position of the first byte that isn't UTF-8, in the line, from 0
   */
  static IOException malformed(String place, int position, CharacterCodingException cause) {
    return new IOException(
        place + " isn't UTF-8 from byte [" + position + "] on; convert it first", cause);
  }
}
