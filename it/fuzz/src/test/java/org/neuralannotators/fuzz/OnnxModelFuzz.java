package org.neuralannotators.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.OnnxGraph;
import org.neuralannotators.checkpoint.OnnxModel;
import org.neuralannotators.checkpoint.OnnxWeights;

/** ONNX files of any bytes give weights, or are refused with a {@link BundleException}. */
class OnnxModelFuzz {
  @FuzzTest
  void readsOrRefuses(byte[] file) {
    try {
      OnnxModel model = OnnxModel.read(ByteBuffer.wrap(file), "input");
      OnnxWeights.of(OnnxGraph.of(model)).values().forEach(Tensor::floats);
    } catch (BundleException e) {
      // As documented.
    }
  }
}
