package org.neuralannotators.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes small sorted string tables, for what no true writer would write. That the checksums are
 * those of the format is shown by the files that LevelDB and TensorFlow wrote.
 */
final class TableFile {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream index = new ByteArrayOutputStream();

  /** What writes numbers and bytes. */
  interface Fields {
    void write(CodedOutputStream output) throws IOException;
  }

  static byte[] bytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(output);
      output.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** An entry of a block; {@code shared} is how many bytes its key has from the key before. */
  static byte[] entry(int shared, String rest, byte[] value) {
    return bytes(
        output -> {
          output.writeUInt32NoTag(shared);
          output.writeUInt32NoTag(rest.length());
          output.writeUInt32NoTag(value.length);
          output.writeRawBytes(rest.getBytes(UTF_8));
          output.writeRawBytes(value);
        });
  }

  static byte[] place(long begin, long size) {
    return bytes(
        output -> {
          output.writeUInt64NoTag(begin);
          output.writeUInt64NoTag(size);
        });
  }

  /** The contents of a block: entries, and the number of restarts, whose places are left out. */
  static byte[] block(int restarts, byte[]... entries) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      block.writeBytes(entry);
    }
    block.writeBytes(fixed(restarts));
    return block.toByteArray();
  }

  private static byte[] fixed(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private byte[] append(byte[] block) {
    byte[] place = place(file.size(), block.length);
    byte[] typed = Arrays.copyOf(block, block.length + 1);
    file.writeBytes(typed);
    file.writeBytes(fixed(MaskedCrc32c.of(ByteBuffer.wrap(typed))));
    return place;
  }

  /** A block of data, to which the index points. */
  TableFile data(byte[] block) {
    return pointTo(append(block));
  }

  TableFile pointTo(byte[] place) {
    index.writeBytes(entry(0, "", place));
    return this;
  }

  byte[] toBytes() {
    byte[] meta = append(block(0));
    byte[] places = append(block(0, index.toByteArray()));
    byte[] footer = new byte[48];
    System.arraycopy(meta, 0, footer, 0, meta.length);
    System.arraycopy(places, 0, footer, meta.length, places.length);
    ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).putLong(40, 0xdb4775248b80fb57L);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(file.toByteArray());
    all.writeBytes(footer);
    return all.toByteArray();
  }
}
