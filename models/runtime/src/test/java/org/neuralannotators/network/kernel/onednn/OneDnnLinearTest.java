package org.neuralannotators.network.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory.data_type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.Workspace;

class OneDnnLinearTest {
  @BeforeAll
  static void oneDnnMustLoad() {
    assumeTrue(OneDnn.isAvailable(), "oneDNN can't be loaded on this platform");
  }

  /** oneDNN's reference loop, which takes any layout, is some thousand times slower. */
  @ParameterizedTest
  @CsvSource({"384,1536", "1536,384", "100,800", "230,800", "256,1024", "128,2048", "100,17"})
  void productsByPackedWeightsAreNeverLeftToTheReferenceLoop(int inputs, int outputs) {
    for (Precision precision : Precision.values()) {
      if (!precision.isSupported()) {
        continue;
      }
      data_type factors = precision == Precision.FP32 ? data_type.f32 : data_type.bf16;
      try (Workspace memory = Workspace.ofFloats();
          OneDnnLinear linear = new OneDnnLinear(precision);
          PackedWeights weights = linear.pack(memory.zeros(inputs, outputs), false)) {
        assumeTrue(weights.isPacked(), "No primitive of this CPU takes packed weights");
        IntStream.concat(IntStream.rangeClosed(1, 33), IntStream.of(64, 128, 256, 512))
            .forEach(
                rows -> {
                  LinearShape shape =
                      new LinearShape(rows, inputs, outputs, factors, true, Activation.GELU, false);
                  try (PrimitiveParts parts = new PrimitiveParts()) {
                    LinearForm form = (LinearForm) weights.layout();
                    assertThat(form.isFast(OneDnnLinear.describe(form, shape, parts))).isTrue();
                  }
                });
      }
    }
  }
}
