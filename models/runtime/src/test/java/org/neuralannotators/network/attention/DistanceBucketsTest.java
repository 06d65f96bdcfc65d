package org.neuralannotators.network.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceBucketsTest {
  /** MPNet's and T5's encoder in transformers 4.53.3: where another bucket begins. */
  private static final int[] BOTH_WAYS = {
    -600, -90, -63, -45, -31, -22, -15, -11, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8,
    12, 16, 23, 32, 46, 64, 91, 601
  };

  /**
   * T5's decoder in transformers 4.53.3: the elements before, from which on there is another
   * bucket.
   */
  private static final int[] BEFORE = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 19, 21, 24, 27, 31, 35, 40, 46, 52,
    59, 67, 77, 87, 99, 113, 200
  };

  @Test
  void distancesAreInTheBucketsOfTheReference() {
    DistanceBuckets buckets = new DistanceBuckets(32, 128, true);
    for (int i = 0; i + 1 < BOTH_WAYS.length; i++) {
      for (int distance = BOTH_WAYS[i]; distance < BOTH_WAYS[i + 1]; distance++) {
        assertThat(buckets.of(distance))
            .as("distance %d", distance)
            .isEqualTo(i < 16 ? 15 - i : i + 1);
      }
    }
  }

  @Test
  void whatIsBeforeHasAllBucketsWhereNothingBehindIsAttendedTo() {
    DistanceBuckets buckets = new DistanceBuckets(32, 128, false);
    for (int i = 0; i + 1 < BEFORE.length; i++) {
      for (int before = BEFORE[i]; before < BEFORE[i + 1]; before++) {
        assertThat(buckets.of(-before)).as("%d before", before).isEqualTo(i);
      }
    }
    assertThat(buckets.of(3)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"6, 9, true", "0, 9, true", "32, 8, true", "32, 16, false"})
  void bucketsThatCannotBeAreRefused(int count, int furthest, boolean bothWays) {
    assertThatThrownBy(() -> new DistanceBuckets(count, furthest, bothWays))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + count + "]", "[" + furthest + "]", "expected");
  }
}
