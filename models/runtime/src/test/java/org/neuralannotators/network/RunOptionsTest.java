package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.network.kernel.Precision;

class RunOptionsTest {
  @Test
  void noNumberOfThreadsMeansAllProcessors() {
    assertThat(RunOptions.DEFAULT.numThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(RunOptions.DEFAULT.withNumThreads(7).withNumThreads(0))
        .isEqualTo(RunOptions.DEFAULT);
  }

  @Test
  void eachOptionIsChangedAlone() {
    assertThat(
            RunOptions.DEFAULT.withPrecision(Precision.BF16).withBatchTokens(64).withNumThreads(3))
        .isEqualTo(new RunOptions(3, 64, Precision.BF16));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, numThreads [-1]", "1, 0, batchTokens [0]", "1, -5, batchTokens [-5]"})
  void namesNumbersThatMakeNoSense(int numThreads, int batchTokens, String message) {
    assertThatThrownBy(() -> new RunOptions(numThreads, batchTokens, Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(message, "expected");
  }
}
