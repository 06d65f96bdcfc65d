package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.encode.transformer.MobileBertArchitecture.AttentionInput;
import org.neuralannotators.network.kernel.Activation;

class MobileBertEncoderTest {
  private static MobileBertArchitecture architecture(
      int bottleneck, AttentionInput attention, boolean normalized, boolean trigrams) {
    return new MobileBertArchitecture(
        2,
        2,
        6,
        bottleneck,
        attention,
        8,
        2,
        Activation.GELU,
        normalized,
        0.1,
        5,
        9,
        2,
        3,
        trigrams);
  }

  @ParameterizedTest
  @CsvSource({
    "4,OWN_BOTTLENECK,false,true",
    "4,BOTTLENECK,true,true",
    "6,HIDDEN,false,false",
    "6,NO_BOTTLENECK,true,false"
  })
  void itIsAnEncoderWhoseGradientsAgreeWithFiniteDifferences(
      int bottleneck, AttentionInput attention, boolean normalized, boolean trigrams) {
    EncoderChecks.hold(architecture(bottleneck, attention, normalized, trigrams));
  }

  @ParameterizedTest
  @CsvSource({"5,OWN_BOTTLENECK,heads", "4,HIDDEN,same", "4,NO_BOTTLENECK,same"})
  void columnsThatDoNotFitAreRefused(int bottleneck, AttentionInput attention, String reason) {
    assertThatThrownBy(() -> architecture(bottleneck, attention, true, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + bottleneck + "]", reason, "expected");
  }
}
