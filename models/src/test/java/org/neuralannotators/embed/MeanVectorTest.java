package org.neuralannotators.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeanVectorTest {
  @Test
  void everyVectorCountsTheSame() {
    assertThat(MeanVector.of(new float[][] {{1, -2}, {2, 0}, {6, 5}})).containsExactly(3, 1);
  }

  @Test
  void smallNumbersBesideLargeOnesAreNotLost() {
    float large = 1 << 24;
    assertThat(MeanVector.of(new float[][] {{large}, {1}, {1}, {-large}})).containsExactly(0.5f);
  }
}
