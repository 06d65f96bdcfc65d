package org.neuralannotators.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTypeTest {
  @ParameterizedTest
  @CsvSource({
    "65504, F16",
    "65519, F16",
    "-65520, F32",
    "1e30, F32",
    "0, F16",
    "6.2e-5, F16",
    "6e-5, F32"
  })
  void halfPrecisionIsForNumbersThatItHolds(float number, TensorType expected) {
    assertThat(TensorType.F16.holding(Math.abs(number))).isEqualTo(expected);
    assertThat(TensorType.F32.holding(Math.abs(number))).isEqualTo(TensorType.F32);
  }
}
