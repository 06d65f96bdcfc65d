package org.neuralannotators.train.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void learningRateFallsWithTheRootBehindTheWarmUp() {
    LearningRate rate = new LearningRate(0.01, LearningRate.Schedule.INVERSE_SQUARE_ROOT, 0, 0.1);
    assertThat(rate.at(0, 10)).isZero();
    assertThat(rate.at(0.5, 10)).isEqualTo(0.005);
    assertThat(rate.at(1, 10)).isEqualTo(0.01);
    assertThat(rate.at(4, 10)).isEqualTo(0.005);
  }
}
