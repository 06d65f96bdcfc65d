package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class ClassScorerTest {
  @Test
  void accuracyAndMacroF1OfAWorkedExample() {
    ClassScorer scorer = new ClassScorer();
    scorer.add("a", "a");
    scorer.add("a", "b");
    scorer.add("b", "b");
    scorer.add("c", "b");

    assertThat(scorer.texts()).isEqualTo(4);
    assertThat(scorer.accuracy()).isEqualTo(0.5);
    assertThat(scorer.byLabel().get("a")).isEqualTo(new PrecisionRecall(1, 1, 2));
    assertThat(scorer.byLabel().get("b")).isEqualTo(new PrecisionRecall(1, 3, 1));
    assertThat(scorer.byLabel().get("c")).isEqualTo(new PrecisionRecall(0, 0, 1));
    // F1 of a: 2/3, of b: 1/2, of c: 0.
    assertThat(scorer.macroF1()).isCloseTo(7.0 / 18, offset(1e-12));
  }

  @Test
  void labelThatIsOnlyGivenCountsToo() {
    ClassScorer scorer = new ClassScorer();
    scorer.add("a", "a");
    scorer.add("a", "never");
    assertThat(scorer.macroF1()).isCloseTo(1.0 / 3, offset(1e-12));
  }

  @Test
  void nothingCountedIsZero() {
    assertThat(new ClassScorer().accuracy()).isZero();
    assertThat(new ClassScorer().macroF1()).isZero();
  }
}
