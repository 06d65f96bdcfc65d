package org.neuralannotators.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.BundleException;

/** TensorFlow wrote the graph. */
class TensorFlowGraphTest {
  private static TensorFlowGraph read(byte[] file) throws BundleException {
    return TensorFlowGraph.read(ByteBuffer.wrap(file), "test.pb");
  }

  private static byte[] golden() throws IOException {
    return Files.readAllBytes(TensorFlowFiles.file("saved/saved_model.pb"));
  }

  @Test
  void operationsAndSingleNumbersAreRead() throws IOException {
    assertThat(read(golden()).nodes())
        .contains(
            new TensorFlowGraph.Node("input_ids", "Placeholder", OptionalDouble.empty()),
            new TensorFlowGraph.Node(
                "module/bert/embeddings/LayerNorm/batchnorm/add/y",
                "Const",
                OptionalDouble.of(1e-5f)),
            new TensorFlowGraph.Node(
                "module/bert/encoder/layer_0/attention/self/Reshape/shape/2",
                "Const",
                OptionalDouble.of(2)));
  }

  @Test
  void aFileCutShortIsRefused() throws IOException {
    byte[] file = golden();
    for (int length = 0; length < file.length; length += 997) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("[test.pb]");
    }
  }

  @Test
  void noiseIsRefused() {
    for (int seed = 0; seed < 200; seed++) {
      byte[] noise = new byte[300];
      new Random(seed).nextBytes(noise);
      assertThatThrownBy(() -> read(noise)).isInstanceOf(BundleException.class);
    }
  }
}
