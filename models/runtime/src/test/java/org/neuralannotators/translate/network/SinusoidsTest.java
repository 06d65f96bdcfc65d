package org.neuralannotators.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class SinusoidsTest {
  @Test
  void alternatingSinusoidsAreThoseOfThePaper() {
    float[][] table = Sinusoids.table(PositionKind.ALTERNATING_SINUSOIDS, 0, 3, 4);
    assertThat(table[0]).containsExactly(0, 1, 0, 1);
    assertRow(table[2], Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02));
  }

  /** {@code MarianSinusoidalPositionalEmbedding} in transformers 4.53.3. */
  @Test
  void sinusoidsAreMariansWithTheSinesFirst() {
    float[][] table = Sinusoids.table(PositionKind.SINUSOIDS, 0, 501, 6);
    assertThat(table[0]).containsExactly(0, 0, 0, 1, 1, 1);
    assertRow(table[5], -0.9589243, 0.2300017, 0.0107720, 0.2836622, 0.9731902, 0.9999420);
    assertRow(table[500], -0.4677718, -0.9379933, 0.8806428, -0.8838493, -0.3466532, 0.4737807);
  }

  /** {@code M2M100SinusoidalPositionalEmbedding} in transformers 4.53.3, whose first row is 2. */
  @Test
  void inclusiveSinusoidsAreThoseOfM2m100() {
    float[][] table = Sinusoids.table(PositionKind.INCLUSIVE_SINUSOIDS, 2, 999, 8);
    assertRow(
        table[0], 0.9092974, 0.0926985, 0.0043089, 0.0002, -0.4161468, 0.9956942, 0.9999907, 1);
    assertRow(
        table[998],
        0.8268796,
        0.6503158,
        0.8344632,
        0.0998334,
        0.5623791,
        -0.7596640,
        -0.5510637,
        0.9950042);
  }

  private static void assertRow(float[] row, double... expected) {
    assertThat(row).hasSameSizeAs(expected);
    for (int i = 0; i < row.length; i++) {
      assertThat(row[i]).as("column %d", i).isCloseTo((float) expected[i], offset(1e-6f));
    }
  }
}
