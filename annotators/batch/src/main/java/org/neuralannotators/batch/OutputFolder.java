package org.neuralannotators.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder whose files are complete or absent: each is written under a temporary name, then moved.
 * Thread-safe as long as no two threads write one name.
 */
final class OutputFolder {
  /** Writes one file. */
  interface Content {
    void writeTo(OutputStream output) throws IOException;
  }

  private final Path root;

  OutputFolder(Path root) {
    this.root = root;
  }

  void write(Path name, Content content) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(output);
      }
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
