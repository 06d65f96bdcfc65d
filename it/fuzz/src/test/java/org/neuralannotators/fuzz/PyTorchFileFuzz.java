package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.PyTorchFile;

/** Files of any bytes give tensors, or are refused with a {@link BundleException}; none runs. */
class PyTorchFileFuzz {
  @TempDir static Path folder;

  @FuzzTest
  void readsOrRefuses(byte[] file) throws IOException {
    try {
      for (Tensor tensor : PyTorchFile.read(Files.write(folder.resolve("x.bin"), file)).values()) {
        if (!tensor.type().isInteger()) {
          tensor.floats();
        }
      }
    } catch (BundleException e) {
      // As documented.
    }
  }
}
