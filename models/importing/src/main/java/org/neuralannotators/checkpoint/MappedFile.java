package org.neuralannotators.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.neuralannotators.bundle.BundleException;

/** Maps files into memory. */
final class MappedFile {
  private MappedFile() {}

  /**
   * The bytes of a file of at most 2 GiB.
   *
   * @throws BundleException when the file is larger
   */
  static ByteBuffer read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new BundleException(
            "[" + file + "] has [" + channel.size() + "] bytes, more than 2 GiB; split the file");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }
}
