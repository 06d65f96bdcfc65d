package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.eval.AccuracyScorer.Confusion;

class AccuracyScorerTest {
  private final AccuracyScorer scorer = new AccuracyScorer();

  /** Worked by hand: six of nine tokens are right; NN is thrice taken for another tag. */
  private void addExample() {
    scorer.add(words("DT NN VBZ DT NN ."), words("DT NN VBZ DT VB ."));
    scorer.add(words("NN NN NN"), words("VB NN JJ"));
  }

  @Test
  void countsByHandWorkedExample() {
    addExample();
    assertThat(scorer.tokens()).isEqualTo(9);
    assertThat(scorer.correct()).isEqualTo(6);
    assertThat(scorer.accuracy()).isCloseTo(6 / 9.0, within(1e-15));
    assertThat(scorer.byTag())
        .containsEntry("NN", new PrecisionRecall(2, 2, 5))
        .containsEntry("DT", new PrecisionRecall(2, 2, 2))
        .containsEntry("VB", new PrecisionRecall(0, 2, 0))
        .containsOnlyKeys("DT", "NN", "VBZ", "VB", "JJ", ".");
    assertThat(scorer.byTag().get("NN").f1()).isCloseTo(4 / 7.0, within(1e-15));
  }

  @Test
  void listsTheMostFrequentConfusionsFirst() {
    addExample();
    assertThat(scorer.confusions(5))
        .containsExactly(new Confusion("NN", "VB", 2), new Confusion("NN", "JJ", 1));
    assertThat(scorer.confusions(1)).containsExactly(new Confusion("NN", "VB", 2));
  }

  @Test
  void reportShowsTagsAndConfusions() {
    addExample();
    assertThat(scorer.report())
        .isEqualTo(
            """
            processed 9 tokens; correct: 6; accuracy:  66.67%
                            .: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
                           DT: precision: 100.00%; recall: 100.00%; FB1: 100.00  2
                           JJ: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
                           NN: precision: 100.00%; recall:  40.00%; FB1:  57.14  5
                           VB: precision:   0.00%; recall:   0.00%; FB1:   0.00  0
                          VBZ: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
                           NN taken for VB: 2
                           NN taken for JJ: 1
            """);
  }

  @Test
  void tagsAreComparedAsTheyAre() {
    scorer.add(List.of("NOUN", "B-X", "O"), List.of("noun", "I-X", "O"));
    assertThat(scorer.correct()).isEqualTo(1);
  }

  @Test
  void nothingCountedIsZero() {
    assertThat(scorer.accuracy()).isZero();
    assertThat(scorer.confusions(3)).isEmpty();
    assertThat(scorer.report()).isEqualTo("processed 0 tokens; correct: 0; accuracy:   0.00%\n");
  }

  @Test
  void mergingAddsAllCounts() {
    AccuracyScorer other = new AccuracyScorer();
    other.add(words("NN ."), words("VB ."));
    addExample();
    scorer.merge(other);
    assertThat(scorer.tokens()).isEqualTo(11);
    assertThat(scorer.correct()).isEqualTo(7);
    assertThat(scorer.confusions(1)).containsExactly(new Confusion("NN", "VB", 3));
    scorer.merge(scorer);
    assertThat(scorer.tokens()).isEqualTo(22);
  }

  @Test
  void differentLengthsAreRefused() {
    assertThatThrownBy(() -> scorer.add(List.of("NN"), List.of("NN", "VB")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1] gold tags with [2] predicted tags");
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }
}
