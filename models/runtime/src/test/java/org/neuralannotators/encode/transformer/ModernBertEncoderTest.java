package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.network.kernel.Activation;

class ModernBertEncoderTest {
  private static ModernBertArchitecture architecture(int heads, int distance, boolean biases) {
    return new ModernBertArchitecture(
        3,
        heads,
        8,
        5,
        7,
        9,
        Activation.GELU,
        0.1,
        2,
        distance,
        100,
        10,
        new ModernBertArchitecture.Biases(biases, biases, biases));
  }

  /** Distances such that sequences are cut into blocks, are one with hidden keys, see all. */
  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "3, false", "4, true"})
  void itIsAnEncoderWhoseGradientsAgreeWithFiniteDifferences(int distance, boolean biases) {
    EncoderChecks.hold(architecture(2, distance, biases));
  }

  @Test
  void headsOfAnOddNumberOfColumnsAreRefused() {
    assertThatThrownBy(() -> architecture(8, 1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[8]", "even multiple");
  }
}
