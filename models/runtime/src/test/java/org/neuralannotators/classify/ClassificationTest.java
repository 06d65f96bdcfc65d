package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.data.Offset.offset;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassificationTest {
  private static Map<String, Double> scores(double... values) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (double value : values) {
      scores.put("abcd".substring(scores.size(), scores.size() + 1), value);
    }
    return scores;
  }

  @Test
  void oneLabelIsTheMostProbableAndOfEqualOnesTheFirst() {
    Classification found = Classification.of(ClassOutput.ONE_LABEL, scores(0.2, 0.4, 0.4));
    assertThat(found).isEqualTo(new Classification("b", 0.4, scores(0.2, 0.4, 0.4)));
    assertThat(found.labels(0)).containsExactly(entry("b", 0.4));
    assertThat(found.labels(0.4)).containsExactly(entry("b", 0.4));
    assertThat(found.labels(0.41)).isEmpty();
    assertThat(found.numbers()).isEmpty();
  }

  @Test
  void ofManyLabelsThoseAreGivenThatAreLikelyTheMostProbableFirst() {
    Classification found = Classification.of(ClassOutput.MANY_LABELS, scores(0.5, 0.2, 0.9, 0.49));
    assertThat(found.label()).isEqualTo("c");
    assertThat(found.confidence()).isEqualTo(0.9);
    assertThat(found.probabilities()).isEqualTo(scores(0.5, 0.2, 0.9, 0.49));
    assertThat(found.labels(0)).containsExactly(entry("c", 0.9), entry("a", 0.5));
    assertThat(found.labels(0.2)).containsOnlyKeys("c", "a", "d", "b");
    assertThat(found.labels(0.95)).isEmpty();
  }

  @Test
  void numbersAreTheirOwnTextAndNoProbabilities() {
    Classification one = Classification.of(ClassOutput.NUMBERS, scores(-2.5));
    assertThat(one.label()).isEqualTo("-2.5");
    assertThat(one.confidence()).isEqualTo(1);
    assertThat(one.labels(0.9)).containsExactly(entry("-2.5", 1.0));
    assertThat(one.numbers()).containsExactly(entry("a", -2.5));
    assertThat(one.probabilities()).isEmpty();
    assertThat(Classification.of(ClassOutput.NUMBERS, scores(3, 0.25)).label())
        .isEqualTo("a=3.0 b=0.25");
  }

  @Test
  void scoresBecomeWhatTheOutputSays() {
    double[] scores = {0, Math.log(3)};
    assertThat(ClassOutput.ONE_LABEL.values(scores))
        .containsExactly(new double[] {0.25, 0.75}, offset(1e-12));
    assertThat(ClassOutput.MANY_LABELS.values(scores))
        .containsExactly(new double[] {0.5, 0.75}, offset(1e-12));
    assertThat(ClassOutput.MANY_LABELS.values(new double[] {-1e4, 1e4})).containsExactly(0, 1);
    assertThat(ClassOutput.NUMBERS.values(scores)).isEqualTo(scores);
  }
}
