package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativePositionsTest {
  /** The distances with which buckets begin, by make_log_bucket_position of transformers 4.53.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "6; 40; 4,11,40",
        "12; 156; 7,12,23,43,81,156",
        "64; 512; 33,35,39,42,46,51,55,60,66,72,79,86,94,103,112,123,134,147,160,175,192,210,229,"
            + "250,274,299,327,358,391,428,468,512",
        "256; 512; 129,130,131,133,134,136,137,139,140,142,143,145,146,148,150,151,153,155,156,"
            + "158,160,161,163,165,167,169,170,172,174,176,178,180,182,184,186,188,190,192,194,"
            + "196,198,201,203,205,207,210,212,214,216,219,221,224,226,229,231,234,236,239,241,"
            + "244,247,249,252,255,258,260,263,266,269,272,275,278,281,284,287,290,294,297,300,"
            + "303,307,310,313,317,320,324,327,331,335,338,342,346,349,353,357,361,365,369,373,"
            + "377,381,385,390,394,398,403,407,411,416,420,425,430,434,439,444,449,454,459,464,"
            + "469,474,479,484,490,495,500,506,512"
      })
  void largeDistancesShareBuckets(int buckets, int furthest, String starts) {
    RelativePositions positions = RelativePositions.logarithmic(buckets, furthest);
    int[] beyondHalf = Arrays.stream(starts.split(",")).mapToInt(Integer::parseInt).toArray();

    for (int distance = 0; distance < furthest + 100; distance++) {
      int reached = distance;
      int bucket =
          Math.min(distance, buckets / 2)
              + (int) Arrays.stream(beyondHalf).filter(start -> start <= reached).count();
      assertThat(positions.row(distance))
          .as("distance %d", distance)
          .isEqualTo(Math.min(buckets + bucket, 2 * buckets - 1));
      assertThat(positions.row(-distance)).as("-%d", distance).isEqualTo(buckets - bucket);
    }
  }

  @Test
  void eachDistanceUpToTheSpanHasItsRow() {
    RelativePositions positions = RelativePositions.each(3);

    assertThat(IntStream.rangeClosed(-5, 5).map(positions::row))
        .containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 5, 5, 5);
    assertThat(positions.begin(3)).isEqualTo(1);
    assertThat(positions.end(3)).isEqualTo(6);
    assertThat(positions.table(3)).containsExactly(0, 1, 2, 3, 4);
    assertThat(positions.table(5)).containsExactly(0, 0, 1, 2, 3, 4, 5, 5, 5);
  }
}
