package org.neuralannotators.uima;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Files by path or, after {@code classpath:}, on the class path. */
final class Locations {
  private static final String CLASS_PATH = "classpath:";

  private Locations() {}

  /**
   * Opens a file; the caller closes it.
   *
   * @throws IOException when there is none
   * @throws IllegalArgumentException when the location is no path
   */
  static InputStream open(String location) throws IOException {
    if (!location.startsWith(CLASS_PATH)) {
      return Files.newInputStream(Path.of(location));
    }
    String name = location.substring(CLASS_PATH.length()).replaceFirst("^/+", "");
    // In a container the application's class path and that of this software may differ.
    return Stream.of(
            Thread.currentThread().getContextClassLoader(), Locations.class.getClassLoader())
        .filter(Objects::nonNull)
        .map(loader -> loader.getResourceAsStream(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new FileNotFoundException("not on the class path"));
  }
}
