package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.Tensor;

/** Tensors of any bytes are read, or refused with a {@link BundleException}. */
class SafeTensorsFuzz {
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    try {
      SafeTensors.read(ByteBuffer.wrap(file), "input").values().forEach(Tensor::floats);
    } catch (BundleException e) {
      // As documented.
    }
  }
}
