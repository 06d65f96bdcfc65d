package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LargestTest {
  private static final double[] NUMBERS = {0, 3, -1, 3, 7, 3, 2};

  @Test
  void theLargestComeFirstAndOfEqualOnesTheFirst() {
    assertThat(Largest.of(NUMBERS, 1)).containsExactly(4);
    assertThat(Largest.of(NUMBERS, 3)).containsExactly(4, 1, 3);
    assertThat(Largest.of(NUMBERS, 99)).containsExactly(4, 1, 3, 5, 6, 0, 2);
  }

  @Test
  void ofNoNumbersThereAreNone() {
    assertThat(Largest.of(new double[0], 3)).isEmpty();
  }
}
