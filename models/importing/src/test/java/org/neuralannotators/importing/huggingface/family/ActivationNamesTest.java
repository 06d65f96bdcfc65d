package org.neuralannotators.importing.huggingface.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.network.kernel.Activation;

class ActivationNamesTest {
  @ParameterizedTest
  @CsvSource({
    "gelu, GELU",
    "gelu_python, GELU",
    "gelu_new, GELU_TANH",
    "gelu_fast, GELU_TANH",
    "gelu_accurate, GELU_TANH",
    "gelu_pytorch_tanh, GELU_TANH",
    "gelu_10, GELU_10",
    "quick_gelu, QUICK_GELU",
    "relu2, SQUARED_RELU",
    "swish, SILU",
    "linear, IDENTITY"
  })
  void severalNamesMayMeanOneFunction(String name, Activation f) {
    assertThat(ActivationNames.of(name)).isEqualTo(f);
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThatAreKnown() {
    assertThatThrownBy(() -> ActivationNames.of("softsign"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[softsign]", "gelu_new", "mish");
  }
}
