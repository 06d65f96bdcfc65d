package org.neuralannotators.network.attention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The buckets of distances. */
class RelativeBiasTest {
  /** MPNet's in transformers 4.53.3: the distances from which on there is another bucket. */
  @Test
  void distancesAreInTheBucketsOfTheReference() {
    int[] begin = {
      -600, -90, -63, -45, -31, -22, -15, -11, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7,
      8, 12, 16, 23, 32, 46, 64, 91, 601
    };
    for (int i = 0; i + 1 < begin.length; i++) {
      for (int distance = begin[i]; distance < begin[i + 1]; distance++) {
        assertThat(RelativeBias.bucket(distance, 32, 128))
            .as("distance %d", distance)
            .isEqualTo(i < 16 ? 15 - i : i + 1);
      }
    }
  }
}
