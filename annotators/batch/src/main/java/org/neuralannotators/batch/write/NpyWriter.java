package org.neuralannotators.batch.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes one array [tokens, dimension] of little-endian floats in NumPy's format, version 1.0, a
 * row for each token or text. The header, which has the number of rows, is written at the end.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public final class NpyWriter implements VectorWriter {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** A multiple of 64 with room for the longest shape. */
  private static final int HEADER_BYTES = 128;

  private final FileChannel file;
  private final int dimension;
  private long rows;

  /** A new file. */
  public NpyWriter(Path path, int dimension) throws IOException {
    this.dimension = dimension;
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    file.position(HEADER_BYTES);
  }

  @Override
  public void write(List<String> tokens, float[][] vectors) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(vectors.length * dimension * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : vectors) {
      for (float number : vector) {
        bytes.putFloat(number);
      }
    }
    writeAll(bytes.flip());
    rows += vectors.length;
  }

  @Override
  public void write(String text, float[] vector) throws IOException {
    write(List.of(text), new float[][] {vector});
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      String shape =
          "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dimension + "), }";
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      header.put(MAGIC).putShort((short) (HEADER_BYTES - MAGIC.length - Short.BYTES));
      header.put(shape.getBytes(StandardCharsets.US_ASCII));
      while (header.remaining() > 1) {
        header.put((byte) ' ');
      }
      header.put((byte) '\n').flip();
      file.position(0);
      writeAll(header);
    }
  }
}
