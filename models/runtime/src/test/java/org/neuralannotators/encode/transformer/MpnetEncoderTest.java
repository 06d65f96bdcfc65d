package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neuralannotators.network.kernel.Activation;

class MpnetEncoderTest {
  private static BertArchitecture bert(int embeddingSize) {
    return new BertArchitecture(
        2, 2, 6, 8, 5, 9, 0, Activation.GELU, 0.1, embeddingSize, false, 2, 0, 0);
  }

  @Test
  void itIsAnEncoderWhoseGradientsAgreeWithFiniteDifferences() {
    EncoderChecks.hold(new MpnetArchitecture(bert(6), 8, 4));
  }

  @Test
  void embeddingsOfOtherColumnsAreRefused() {
    BertArchitecture projected = bert(4);
    assertThatThrownBy(() -> new MpnetArchitecture(projected, 8, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[4]", "[6]", "expected");
  }
}
