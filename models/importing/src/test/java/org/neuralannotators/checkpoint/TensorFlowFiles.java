package org.neuralannotators.checkpoint;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that TensorFlow and LevelDB wrote; {@code make.py} beside them made them. */
public final class TensorFlowFiles {
  private static final String FOLDER = "/org/neuralannotators/importing/bert/tensorflow";

  private TensorFlowFiles() {}

  public static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TensorFlowFiles.class.getResource(FOLDER + "/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Copies a folder, so that a test may change it. */
  public static Path copy(String name, Path target) throws IOException {
    Path from = file(name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path to = target.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return target;
  }
}
