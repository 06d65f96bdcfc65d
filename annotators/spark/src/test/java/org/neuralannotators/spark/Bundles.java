package org.neuralannotators.spark;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Bundles for tests. */
final class Bundles {
  private Bundles() {}

  /** Puts the files of a folder into a new zip file. */
  static void zip(Path folder, Path zip) throws IOException {
    try (FileSystem entries = FileSystems.newFileSystem(zip, Map.of("create", "true"));
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, entries.getPath(file.getFileName().toString()));
      }
    }
  }
}
