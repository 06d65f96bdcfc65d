package org.neuralannotators.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.neuralannotators.train.config.LearningRate.Schedule;

class LearningRateTest {
  @Test
  void learningRateFallsWithTheRootBehindTheWarmUp() {
    LearningRate rate = new LearningRate(0.01, Schedule.INVERSE_SQUARE_ROOT, 0, 0.1, 0);
    assertThat(rate.at(0, 10)).isZero();
    assertThat(rate.at(0.5, 10)).isEqualTo(0.005);
    assertThat(rate.at(1, 10)).isEqualTo(0.01);
    assertThat(rate.at(4, 10)).isEqualTo(0.005);
  }

  /** nanoGPT's formula, with 100 steps of 2000 of warm-up. */
  @Test
  void learningRateFallsByACosineToItsFloor() {
    LearningRate rate = new LearningRate(1e-3, Schedule.COSINE, 0, 0.05, 1e-4);
    assertThat(rate.at(0, 10)).isZero();
    assertThat(rate.at(0.25, 10)).isCloseTo(5e-4, offset(1e-12));
    for (int step = 100; step <= 2000; step += 95) {
      double share = (step - 100) / 1900.0;
      double expected = 1e-4 + 0.5 * (1 + Math.cos(Math.PI * share)) * (1e-3 - 1e-4);
      assertThat(rate.at(step / 200.0, 10)).isCloseTo(expected, offset(1e-12));
    }
    assertThat(rate.at(10, 10)).isCloseTo(1e-4, offset(1e-12));
  }

  @Test
  void whatACosineCannotHaveIsRefused() {
    assertThatThrownBy(() -> new LearningRate(1e-3, Schedule.COSINE, 0, 0, 0.01))
        .hasMessageContaining("floor [0.01]");
    assertThatThrownBy(() -> new LearningRate(1e-3, Schedule.LINEAR, 0, 0, 1e-4))
        .hasMessageContaining("[LINEAR]");
    assertThatThrownBy(() -> new LearningRate(1e-3, Schedule.COSINE, 0, 1, 0))
        .hasMessageContaining("warmup [1.0]");
  }
}
