package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;

/** Zip files of any bytes are opened, or refused with a {@link BundleException}. */
class ZippedBundleFuzz {
  @TempDir static Path folder;

  @FuzzTest
  void readsOrRefuses(byte[] zip) throws IOException {
    try (ModelBundle bundle = ModelBundle.open(Files.write(folder.resolve("bundle.zip"), zip))) {
      bundle.manifest();
    } catch (BundleException e) {
      // As documented.
    }
  }
}
