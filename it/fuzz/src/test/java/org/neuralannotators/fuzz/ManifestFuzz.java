package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;

/** Folders with any manifest are opened, or refused with a {@link BundleException}. */
class ManifestFuzz {
  @TempDir static Path folder;

  @FuzzTest
  void readsOrRefuses(byte[] manifest) throws IOException {
    Files.write(folder.resolve("manifest.json"), manifest);
    try (ModelBundle bundle = ModelBundle.open(folder)) {
      bundle.manifest();
    } catch (BundleException e) {
      // As documented.
    }
  }
}
