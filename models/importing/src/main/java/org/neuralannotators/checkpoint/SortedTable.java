package org.neuralannotators.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;

/**
 * Reads a sorted string table, the file in which LevelDB and TensorFlow keep keys with their
 * values: blocks of entries, a block that says where they are, and a footer that says where that
 * is. Checksums and sizes are checked before memory is taken.
 *
 * @see <a href="https://github.com/google/leveldb/blob/main/doc/table_format.md">the format</a>
 */
final class SortedTable {
  private static final long MAGIC = 0xdb4775248b80fb57L;
  private static final int FOOTER = 48;
  private static final int TRAILER = 5;

  /** Many times what a checkpoint's index has, and what keys that share beginnings grow to. */
  private static final int LARGEST = 1 << 26;

  private final String source;
  private final ByteBuffer file;
  private long nextBlock;
  private long keyBytes;

  private SortedTable(String source, ByteBuffer file) {
    this.source = source;
    this.file = file;
  }

  /** An entry of a block; in the index the value is the place of another block. */
  private record Entry(byte[] key, byte[] value) {}

  /**
   * Reads a file in memory.
   *
   * @param source the name of the file, for errors
   * @return values by key, whose bytes are each a char, in the order of the file
   * @throws BundleException when the file isn't sound
   */
  static Map<String, byte[]> read(ByteBuffer file, String source) throws BundleException {
    SortedTable table = new SortedTable(source, file.slice().order(ByteOrder.LITTLE_ENDIAN));
    try {
      return table.read();
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw table.refused("has entries that can't be read: " + e.getMessage(), e);
    }
  }

  private Map<String, byte[]> read() throws IOException {
    int size = file.capacity();
    if (size < FOOTER || size > LARGEST || file.getLong(size - Long.BYTES) != MAGIC) {
      throw refused("of [" + size + "] bytes has no footer of a sorted string table", null);
    }
    CodedInputStream footer = CodedInputStream.newInstance(file.slice(size - FOOTER, FOOTER));
    block(footer);
    ByteBuffer index = block(footer);
    nextBlock = 0;
    Map<String, byte[]> values = new LinkedHashMap<>();
    for (Entry place : entries(index)) {
      for (Entry entry : entries(block(CodedInputStream.newInstance(place.value())))) {
        String key = new String(entry.key(), ISO_8859_1);
        if (values.put(key, entry.value()) != null) {
          throw refused("has key [" + key + "] twice", null);
        }
      }
    }
    return values;
  }

  /** The contents of the block at a place, checked. */
  private ByteBuffer block(CodedInputStream place) throws IOException {
    long begin = place.readRawVarint64();
    long size = place.readRawVarint64();
    int space = file.capacity() - FOOTER - TRAILER;
    // In order, so that no file can have us read one block again and again.
    if (begin < nextBlock || begin > space || size < Integer.BYTES || size > space - begin) {
      throw refused("names a block of [" + size + "] bytes at byte [" + begin + "]", null);
    }
    int end = (int) (begin + size);
    nextBlock = begin + size + TRAILER;
    if (file.get(end) != 0) {
      throw refused(
          "has a block with compression [" + file.get(end) + "], expected [0], for none", null);
    }
    int expected = file.getInt(end + 1);
    int found = MaskedCrc32c.of(file.slice((int) begin, (int) size + 1));
    if (found != expected) {
      throw refused(
          "has a block at byte ["
              + begin
              + "] with checksum ["
              + Integer.toHexString(found)
              + "], expected ["
              + Integer.toHexString(expected)
              + "]",
          null);
    }
    return file.slice((int) begin, (int) size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The entries of a block; a key begins with some bytes of the one before. */
  private List<Entry> entries(ByteBuffer block) throws IOException {
    int numberOfRestarts = block.capacity() - Integer.BYTES;
    long restarts = Integer.toUnsignedLong(block.getInt(numberOfRestarts)) * Integer.BYTES;
    if (restarts > numberOfRestarts) {
      throw refused("has a block with restarts outside of it", null);
    }
    CodedInputStream input =
        CodedInputStream.newInstance(block.slice(0, (int) (numberOfRestarts - restarts)));
    List<Entry> entries = new ArrayList<>();
    byte[] key = {};
    while (!input.isAtEnd()) {
      int shared = input.readRawVarint32();
      int rest = input.readRawVarint32();
      int length = input.readRawVarint32();
      if (shared < 0 || shared > key.length) {
        throw refused("has a key that shares [" + shared + "] bytes with one shorter", null);
      }
      byte[] suffix = input.readRawBytes(rest);
      keyBytes += shared + rest;
      if (keyBytes > LARGEST) {
        throw refused("has keys of more than [" + LARGEST + "] bytes", null);
      }
      key = Arrays.copyOf(key, shared + rest);
      System.arraycopy(suffix, 0, key, shared, rest);
      entries.add(new Entry(key, input.readRawBytes(length)));
    }
    return entries;
  }

  private BundleException refused(String found, Throwable cause) {
    return new BundleException(
        "["
            + source
            + "] "
            + found
            + "; it is cut short, altered, or not the index of a TensorFlow checkpoint: get it anew",
        cause);
  }
}
