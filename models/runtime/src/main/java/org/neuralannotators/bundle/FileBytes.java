package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * All bytes of a file, read-only. A file may be larger than a buffer: then there are several, each
 * of which begins a GiB behind the one before and reaches as far as a buffer can, so that whatever
 * is at most a GiB long lies in one of them. Immutable and so thread-safe.
 */
final class FileBytes {
  private static final long STEP = 1 << 30;
  private static final int CHUNK = 1 << 16;

  private final long size;
  private final List<ByteBuffer> parts;

  private FileBytes(long size, List<ByteBuffer> parts) {
    this.size = size;
    this.parts = parts;
  }

  /** The bytes of a buffer, from its position on. */
  static FileBytes of(ByteBuffer bytes) {
    return new FileBytes(bytes.remaining(), List.of(bytes.slice().asReadOnlyBuffer()));
  }

  /** Maps a file into memory; the channel may be closed afterwards. */
  static FileBytes map(FileChannel channel) throws IOException {
    long size = channel.size();
    List<ByteBuffer> parts = new ArrayList<>();
    long begin = 0;
    do {
      long length = Math.min(Integer.MAX_VALUE, size - begin);
      parts.add(channel.map(FileChannel.MapMode.READ_ONLY, begin, length));
      begin += STEP;
    } while (size > Integer.MAX_VALUE && begin < size);
    return new FileBytes(size, List.copyOf(parts));
  }

  long size() {
    return size;
  }

  /**
   * Some of the bytes.
   *
   * @throws BundleException when no buffer holds them
   */
  ByteBuffer slice(long begin, long length) throws BundleException {
    int part = (int) Math.min(begin / STEP, parts.size() - 1L);
    long offset = begin - part * STEP;
    if (offset + length > parts.get(part).capacity()) {
      throw new BundleException(
          "["
              + length
              + "] bytes at ["
              + begin
              + "] of a file of ["
              + size
              + "]; expected at most"
              + " 1 GiB at once in files of more than 2 GiB");
    }
    return parts.get(part).slice((int) offset, (int) length);
  }

  /**
   * All bytes in one buffer.
   *
   * @throws BundleException when none holds them
   */
  ByteBuffer whole() throws BundleException {
    return slice(0, size);
  }

  /** All bytes in order, each once. */
  List<ByteBuffer> inOrder() {
    List<ByteBuffer> ordered = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i + 1 == parts.size();
      ByteBuffer part = parts.get(i);
      ordered.add(last ? part.duplicate() : part.slice(0, (int) STEP));
    }
    return ordered;
  }

  /** Writes all bytes. */
  void writeTo(OutputStream output) throws IOException {
    for (ByteBuffer part : inOrder()) {
      write(part, output);
    }
  }

  /** Writes the bytes of a buffer, from its position on. */
  static void write(ByteBuffer bytes, OutputStream output) throws IOException {
    ByteBuffer rest = bytes.duplicate();
    byte[] chunk = new byte[Math.min(CHUNK, rest.remaining())];
    while (rest.hasRemaining()) {
      int length = Math.min(chunk.length, rest.remaining());
      rest.get(chunk, 0, length);
      output.write(chunk, 0, length);
    }
  }
}
