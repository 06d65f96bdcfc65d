package org.neuralannotators.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;

class NetworkWeightsTest {
  @TempDir private Path folder;

  private ModelBundle bundle(float... weights) throws IOException {
    Parameters parameters = new Parameters();
    Parameter own = parameters.add("layer.weight", 1, weights.length, Initializer.zeros());
    parameters.add("layer.bias", 1, 2, Initializer.zeros());
    parameters.allocateFloats().initialize(new Random(1));
    own.value().write(weights);
    NetworkWeights.write(parameters.all(), TensorType.F16, new BundleWriter())
        .write(folder.resolve("bundle"), ModelManifest.builder("x", "x").build());
    parameters.close();
    return ModelBundle.open(folder.resolve("bundle"));
  }

  private static float[] read(ModelBundle bundle, int columns) throws IOException {
    Parameters parameters = new Parameters();
    try {
      Parameter own = parameters.add("layer.weight", 1, columns, Initializer.zeros());
      NetworkWeights.read(bundle, parameters);
      return own.value().toFloats();
    } finally {
      parameters.close();
    }
  }

  @Test
  void weightsBeyondHalfPrecisionComeBackAsTheyWere() throws IOException {
    try (ModelBundle bundle = bundle(1, -70_000, 3e30f)) {
      assertThat(read(bundle, 3)).containsExactly(1, -70_000, 3e30f);
      assertThat(bundle.tensors(NetworkWeights.FILE).get("layer.bias").type())
          .isEqualTo(TensorType.F16);
    }
  }

  @Test
  void smallNumbersBesideLargeOnesMayLosePrecision() throws IOException {
    try (ModelBundle bundle = bundle(0, 1e-7f, -1)) {
      assertThat(bundle.tensors(NetworkWeights.FILE).get("layer.weight").type())
          .isEqualTo(TensorType.F16);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void weightsThatArentFiniteAreRefusedByName(float weight) throws IOException {
    try (ModelBundle bundle = bundle(1, 2, weight)) {
      assertThatThrownBy(() -> read(bundle, 3))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("Tensor [layer.weight] of [" + bundle.location() + "]")
          .hasMessageContaining("infinite or NaN");
    }
  }
}
