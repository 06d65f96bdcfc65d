package org.neuralannotators.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bundle that is a folder; its files are mapped into memory, not copied. */
record FolderSource(Path folder) implements BundleSource {
  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public ByteBuffer read(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      requireReadable(name, channel.size());
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  @Override
  public void close() {}
}
