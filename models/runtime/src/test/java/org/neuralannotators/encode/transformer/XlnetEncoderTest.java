package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.network.kernel.Activation;

class XlnetEncoderTest {
  private static XlnetArchitecture architecture(int heads, int hidden, int furthest) {
    return new XlnetArchitecture(2, heads, hidden, 8, 5, 9, Activation.GELU, 0.1, furthest);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void itIsAnEncoderWhoseGradientsAgreeWithFiniteDifferences(int furthest) {
    EncoderChecks.hold(architecture(2, 6, furthest));
  }

  @ParameterizedTest
  @CsvSource({"2,5,0,[5]", "3,8,0,[8]", "0,6,0,[0]", "2,6,-1,[-1]"})
  void shapesThatCannotBeAreRefused(int heads, int hidden, int furthest, String named) {
    assertThatThrownBy(() -> architecture(heads, hidden, furthest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(named, "expected");
  }
}
