package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
  private static final double[] PROBABILITIES = {0, 0.1, 0.4, 0.05, 0.25, 0.2};

  private static double[] shares(double temperature, int topK, double topP) {
    return new Sampling(temperature, topK, topP).shares(PROBABILITIES);
  }

  @Test
  void withoutLimitsItIsTheDistribution() {
    assertThat(shares(1, 0, 1)).containsExactly(PROBABILITIES, offset(1e-12));
  }

  @Test
  void temperatureIsThePowerOfTheProbabilities() {
    double[] squares = Arrays.stream(PROBABILITIES).map(p -> p * p).toArray();
    double sum = Arrays.stream(squares).sum();
    assertThat(shares(0.5, 0, 1))
        .containsExactly(Arrays.stream(squares).map(p -> p / sum).toArray(), offset(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-6})
  void withoutTemperatureTheLikeliestIsTaken(double temperature) {
    assertThat(shares(temperature, 0, 1)).containsExactly(0, 0, 1, 0, 0, 0);
  }

  @Test
  void topKKeepsTheLikeliest() {
    assertThat(shares(1, 3, 1))
        .containsExactly(
            new double[] {0, 0, 0.4 / 0.85, 0, 0.25 / 0.85, 0.2 / 0.85}, offset(1e-12));
    assertThat(shares(1, 1, 1)).containsExactly(0, 0, 1, 0, 0, 0);
    assertThat(shares(1, 100, 1)).containsExactly(PROBABILITIES, offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.1,1", "0.4,1", "0.41,2", "0.65,2", "0.66,3", "0.94,4", "0.96,5"})
  void topPKeepsAsFewAsReachIt(double topP, int kept) {
    double[] shares = shares(1, 0, topP);
    assertThat(Arrays.stream(shares).filter(share -> share > 0).count()).isEqualTo(kept);
    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, offset(1e-12));
  }

  @Test
  void topPCountsWhatTopKLeft() {
    assertThat(Arrays.stream(shares(1, 2, 0.7)).filter(share -> share > 0).count()).isEqualTo(2);
    assertThat(Arrays.stream(shares(1, 2, 0.6)).filter(share -> share > 0).count()).isEqualTo(1);
  }

  @Test
  void drawsFollowTheShares() {
    SplittableRandom random = new SplittableRandom(7);
    Sampling sampling = new Sampling(1, 0, 1);
    int[] counts = new int[PROBABILITIES.length];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      counts[sampling.draw(PROBABILITIES, random)]++;
    }
    for (int i = 0; i < counts.length; i++) {
      assertThat((double) counts[i] / draws).isCloseTo(PROBABILITIES[i], offset(0.02));
    }
    assertThat(counts[0]).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,0,1", "0.5,3,0.9", "2,0,0.6", "0,0,1"})
  void scoresAreLogarithmsOfProbabilities(double temperature, int topK, double topP) {
    Sampling sampling = new Sampling(temperature, topK, topP);
    double[] scores = Arrays.stream(PROBABILITIES).map(p -> 5 + Math.log(p)).toArray();
    SplittableRandom random = new SplittableRandom(2);
    SplittableRandom same = new SplittableRandom(2);
    for (int i = 0; i < 100; i++) {
      assertThat(sampling.drawByScores(scores, random))
          .isEqualTo(sampling.draw(PROBABILITIES, same));
    }
  }

  @Test
  void whatRoundingLeavesIsNeverAnImpossibleToken() {
    Random almostOne =
        new Random() {
          @Override
          public double nextDouble() {
            return Math.nextDown(1.0);
          }
        };
    assertThat(new Sampling(1, 0, 1).draw(new double[] {0.1, 0.2, 0.3, 0.4, 0}, almostOne))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-1,0,1,[-1.0]", "NaN,0,1,[NaN]", "1,-1,1,[-1]", "1,0,0,[0.0]", "1,0,1.5,[1.5]"})
  void valuesThatCannotBeUsedAreRefused(double temperature, int topK, double topP, String given) {
    assertThatThrownBy(() -> new Sampling(temperature, topK, topP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(given, "expected");
  }
}
