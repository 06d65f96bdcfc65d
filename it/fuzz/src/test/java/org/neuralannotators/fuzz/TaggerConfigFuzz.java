package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.tagger.TaggerConfig;

/** Configurations of any bytes are read, or refused with a {@link ConfigurationException}. */
class TaggerConfigFuzz {
  @TempDir static Path folder;

  @FuzzTest
  void readsOrRefuses(byte[] file) throws IOException {
    Path yaml = Files.write(folder.resolve("config.yaml"), file);
    try {
      TaggerConfig.read(yaml);
    } catch (ConfigurationException e) {
      // As documented.
    }
  }
}
