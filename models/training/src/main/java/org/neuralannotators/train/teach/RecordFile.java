package org.neuralannotators.train.teach;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Records of bytes in a file, which grows by blocks of them: each has the number of its records,
 * the number of its bytes and their CRC-32, then the records' lengths and the records. Opening the
 * file finds all whole blocks; what a writer that was killed left behind them is cut off. Reading
 * is thread-safe.
 */
final class RecordFile implements AutoCloseable {
  private static final int HEADER = 3 * Integer.BYTES;

  private final Path path;
  private final FileChannel channel;

  /** Where each record begins. */
  private long[] begins = new long[16];

  private int[] lengths = new int[16];
  private int size;

  private RecordFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens a file to read it. */
  static RecordFile read(Path path) throws IOException {
    return open(new RecordFile(path, FileChannel.open(path, StandardOpenOption.READ)), false);
  }

  /**
   * Opens a file to append to it, and makes it where there is none.
   *
   * @throws IOException when somebody else appends to it
   */
  static RecordFile append(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return open(new RecordFile(path, channel), true);
  }

  private static RecordFile open(RecordFile file, boolean appended) throws IOException {
    try {
      if (appended) {
        file.lock();
      }
      long end = file.scan();
      if (appended) {
        file.channel.truncate(end);
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException(
          "Another training writes [" + path + "]; wait for it, or name another [teacher.cache]");
    }
  }

  /** Finds the blocks; the end of the last whole one. */
  private long scan() throws IOException {
    long end = 0;
    while (end + HEADER <= channel.size()) {
      ByteBuffer header = bytes(end, HEADER);
      int count = header.getInt();
      int length = header.getInt();
      int sum = header.getInt();
      if (count <= 0
          || length < (long) count * Integer.BYTES
          || length > channel.size() - end - HEADER) {
        break;
      }
      ByteBuffer block = bytes(end + HEADER, length);
      if (crc(block) != sum) {
        break;
      }
      addPlaces(block, count, end + HEADER);
      end += HEADER + length;
    }
    return end;
  }

  private void addPlaces(ByteBuffer block, int count, long begin) {
    long at = begin + (long) count * Integer.BYTES;
    for (int i = 0; i < count; i++) {
      if (size == begins.length) {
        begins = Arrays.copyOf(begins, 2 * size);
        lengths = Arrays.copyOf(lengths, 2 * size);
      }
      begins[size] = at;
      lengths[size] = block.getInt();
      at += lengths[size++];
    }
  }

  private static int crc(ByteBuffer block) {
    CRC32 crc = new CRC32();
    crc.update(block.duplicate());
    return (int) crc.getValue();
  }

  /** Number of the records. */
  int size() {
    return size;
  }

  /** Appends a block of records. */
  void append(List<byte[]> records) throws IOException {
    int length = records.stream().mapToInt(record -> Integer.BYTES + record.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + length).position(HEADER);
    records.forEach(record -> bytes.putInt(record.length));
    records.forEach(bytes::put);
    ByteBuffer block = bytes.slice(HEADER, length);
    bytes.clear().putInt(records.size()).putInt(length).putInt(crc(block)).rewind();
    long end = channel.size();
    while (bytes.hasRemaining()) {
      channel.write(bytes, end + bytes.position());
    }
    addPlaces(block, records.size(), end + HEADER);
  }

  /** A record. */
  byte[] get(int index) {
    try {
      return bytes(begins[index], lengths[index]).array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByteBuffer bytes(long begin, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, begin + bytes.position()) < 0) {
        throw new EOFException("[" + path + "] became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  /** Waits until everything is on the disk. */
  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
