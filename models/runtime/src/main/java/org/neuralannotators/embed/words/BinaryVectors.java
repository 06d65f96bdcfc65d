package org.neuralannotators.embed.words;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** word2vec's binary form: a header line, then each word, a space and little-endian floats. */
final class BinaryVectors {
  private static final int LONGEST_WORD = 1 << 16;

  private BinaryVectors() {}

  static void read(InputStream input, String source, VectorCollector vectors) throws IOException {
    VectorHeader header =
        VectorHeader.parse(textUntil(input, '\n', source), "[" + source + "] line [1]");
    vectors.dimension(header.dimension());
    while (!vectors.isFull() && vectors.seen() < header.words()) {
      String word = textUntil(input, ' ', source).stripLeading();
      byte[] bytes = input.readNBytes(header.dimension() * Float.BYTES);
      if (bytes.length < header.dimension() * Float.BYTES) {
        header.requireWords(vectors, "[" + source + "]");
      }
      float[] matrix = vectors.next(word);
      if (matrix != null) {
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(matrix, vectors.offset(), header.dimension());
      }
    }
  }

  /** Decoded leniently: published files have words that were cut within a character. */
  private static String textUntil(InputStream input, int delimiter, String source)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = input.read(); b >= 0 && b != delimiter; b = input.read()) {
      bytes.write(b);
      if (bytes.size() > LONGEST_WORD) {
        throw new IOException(
            "["
                + source
                + "] has a word of more than ["
                + LONGEST_WORD
                + "] bytes; it is damaged or in another format");
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
