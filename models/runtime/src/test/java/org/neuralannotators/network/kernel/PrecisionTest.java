package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class PrecisionTest {
  @Test
  void singlePrecisionIsEverywhere() {
    assertThat(Precision.FP32.supported()).isSameAs(Precision.FP32);
  }

  @Test
  void aCpuWithoutBfloat16ComputesInSinglePrecision() {
    assumeFalse(Precision.BF16.isSupported(), "this CPU has bfloat16");
    assertThat(Precision.BF16.supported()).isSameAs(Precision.FP32);
  }

  @Test
  void aCpuWithBfloat16UsesIt() {
    assumeTrue(Precision.BF16.isSupported(), "this CPU has no bfloat16");
    assertThat(Precision.BF16.supported()).isSameAs(Precision.BF16);
  }

  @Test
  void kernelsSayWhatTheyComputeWith() {
    for (Precision precision : Precision.values()) {
      Precision supported = precision.supported();
      try (Kernels kernels = Kernels.of(DataType.FLOAT, supported)) {
        assertThat(kernels.description().endsWith("BF16")).isEqualTo(supported == Precision.BF16);
      }
    }
  }
}
