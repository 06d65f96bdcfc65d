package org.neuralannotators.it;

import java.nio.file.Path;

/** The sample documents of the project. */
final class Samples {
  static final Path FOLDER = Path.of("../resources/samples");

  private Samples() {}
}
