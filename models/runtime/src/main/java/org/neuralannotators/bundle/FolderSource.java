package org.neuralannotators.bundle;

import java.io.IOException;
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
  public FileBytes read(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return FileBytes.map(channel);
    }
  }

  @Override
  public void close() {}
}
