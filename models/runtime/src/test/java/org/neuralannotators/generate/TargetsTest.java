package org.neuralannotators.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search keeps of targets, and how it draws them. */
class TargetsTest {
  private static final TargetMarks MARKS = TargetMarks.OF_PIECE_MODELS;
  private static final PieceFilter FREE = new PieceFilter(PieceRules.NONE, MARKS, 0);
  private static final float[] FIRST = {0.9f, 0.05f, 0.05f};
  private static final float[] SECOND = {0.6f, 0.25f, 0.15f};

  private static PartialTarget target() {
    return PartialTarget.begin(0).with(7, Math.log(0.5), FIRST).with(1, Math.log(0.25), SECOND);
  }

  @Test
  void aTargetKnowsItsPiecesProbabilityAndCoverage() {
    assertThat(target().pieces()).containsExactly(7, 1);
    assertThat(target().logProbability()).isCloseTo(Math.log(0.125), offset(1e-12));
    assertThat(target().alignments()).isDeepEqualTo(new float[][] {FIRST, SECOND});
    // The end of the source is not counted.
    assertThat(target().coverage()).containsExactly(new double[] {1.5, 0.3}, offset(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    // No penalties: the logarithm of the probability.
    "0, 0, -2.0794415",
    // Length 2: lp = (7 / 6)^1.
    "1, 0, -1.7823785",
    // Coverage 1.5 counts as 1, coverage 0.3 as it is: 0.5 log 0.3.
    "0, 0.5, -2.6814279"
  })
  void scoreHasThePenaltiesOfWuAndOthers(double length, double coverage, double expected) {
    assertThat(new TargetScore(length, coverage).of(target())).isCloseTo(expected, offset(1e-6));
  }

  @Test
  void boundIsWhatTheTargetWouldScoreAtTheGreatestLength() {
    TargetScore score = new TargetScore(1, 0);
    assertThat(score.bound(target(), 7)).isCloseTo(Math.log(0.125) / 2, offset(1e-9));
  }

  @Test
  void drawingFollowsTheProbabilities() {
    SamplingChooser plain = new SamplingChooser(1, List.of(), FREE);
    float[] probabilities = {0.5f, 0.2f, 0, 0.3f};
    // The begin, of number 0, is never drawn.
    assertThat(plain.draw(probabilities, MARKS, 0)).isEqualTo(1);
    assertThat(plain.draw(probabilities, MARKS, 0.39)).isEqualTo(1);
    assertThat(plain.draw(probabilities, MARKS, 0.41)).isEqualTo(3);
    assertThat(plain.draw(probabilities, MARKS, Math.nextDown(1.0))).isEqualTo(3);
    // At temperature 1/2 the weights are 0.04 and 0.09.
    SamplingChooser cold = new SamplingChooser(0.5, List.of(), FREE);
    assertThat(cold.draw(probabilities, MARKS, 0.30)).isEqualTo(1);
    assertThat(cold.draw(probabilities, MARKS, 0.31)).isEqualTo(3);
  }
}
