package org.neuralannotators.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

/** The positions of the paper. */
class SinusoidsTest {
  @Test
  void sinusoidsAreThoseOfThePaper() {
    float[][] table = Sinusoids.table(PositionKind.ALTERNATING_SINUSOIDS, 0, 3, 4);
    assertThat(table[0]).containsExactly(0, 1, 0, 1);
    assertThat(table[2])
        .containsExactly(
            new float[] {
              (float) Math.sin(2),
              (float) Math.cos(2),
              (float) Math.sin(0.02),
              (float) Math.cos(0.02)
            },
            offset(1e-6f));
  }
}
