package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.neuralannotators.train.config.ConfigurationException;
import picocli.CommandLine.Option;

/** Options that say where a bundle goes; one that is there isn't lost unasked. */
final class BundleOutput {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE",
      description = "Folder for the bundle, or a name that ends in .zip.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace a bundle that is there.")
  private boolean overwrite;

  Path out() {
    return out;
  }

  /**
   * Looks before the work begins.
   *
   * @param more what else could be done, for the error
   * @throws ConfigurationException when a bundle would be lost
   */
  void check(String more) throws IOException {
    if (!overwrite && isThere()) {
      throw new ConfigurationException(
          "Option [--out] is [%s], which is there; choose another%s, or --overwrite to replace it"
              .formatted(out, more));
    }
  }

  private boolean isThere() throws IOException {
    if (!Files.isDirectory(out)) {
      return Files.exists(out);
    }
    try (Stream<Path> children = Files.list(out)) {
      return children.findAny().isPresent();
    }
  }
}
