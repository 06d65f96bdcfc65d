package org.neuralannotators.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import opennlp.tools.util.Span;
import opennlp.tools.util.eval.FMeasure;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.TaggedSpan;

class EntityScorerTest {
  private final EntityScorer scorer = new EntityScorer();

  /** Worked by hand: gold LOC(0,2) PER(3,4) PER(5,6); predicted LOC(0,2) PER(3,5) LOC(5,6). */
  private void addExample() {
    scorer.addTags(
        List.of("B-LOC", "I-LOC", "O", "B-PER", "O", "B-PER"),
        List.of("B-LOC", "I-LOC", "O", "B-PER", "I-PER", "B-LOC"));
  }

  @Test
  void countsByHandWorkedExample() {
    addExample();
    assertThat(scorer.overall()).isEqualTo(new PrecisionRecall(1, 3, 3));
    assertThat(scorer.byType().get("LOC")).isEqualTo(new PrecisionRecall(1, 2, 1));
    assertThat(scorer.byType().get("PER")).isEqualTo(new PrecisionRecall(0, 1, 2));
    assertThat(scorer.tokenAccuracy()).isEqualTo(4 / 6.0);
    assertThat(scorer.byType().get("LOC").f1()).isCloseTo(2 / 3.0, within(1e-15));
  }

  @Test
  void reportHasConllevalsLayout() {
    addExample();
    assertThat(scorer.report())
        .isEqualTo(
            """
            processed 6 tokens with 3 phrases; found: 3 phrases; correct: 1.
            accuracy:  66.67%; precision:  33.33%; recall:  33.33%; FB1:  33.33
                          LOC: precision:  50.00%; recall: 100.00%; FB1:  66.67  2
                          PER: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
            """);
  }

  @Test
  void nothingCountedIsZero() {
    assertThat(scorer.overall().f1()).isZero();
    assertThat(scorer.tokenAccuracy()).isZero();
    assertThat(scorer.report()).startsWith("processed 0 tokens with 0 phrases");
  }

  @Test
  void doubledPredictionIsCorrectOnce() {
    TaggedSpan span = new TaggedSpan(0, 1, "PER");
    scorer.addSpans(List.of(span), List.of(span, span));
    assertThat(scorer.overall()).isEqualTo(new PrecisionRecall(1, 2, 1));
  }

  @Test
  void agreesWithOpenNlpOnRandomSpansAlsoWhenMerged() {
    Random random = new Random(5);
    FMeasure expected = new FMeasure();
    EntityScorer other = new EntityScorer();
    for (int round = 0; round < 1000; round++) {
      List<TaggedSpan> gold = randomSpans(random);
      List<TaggedSpan> predicted = randomSpans(random);
      expected.updateScores(spans(gold), spans(predicted));
      (round % 3 == 0 ? other : scorer).addSpans(gold, predicted);
    }
    scorer.merge(other);
    assertThat(scorer.overall().precision()).isCloseTo(expected.getPrecisionScore(), within(1e-12));
    assertThat(scorer.overall().recall()).isCloseTo(expected.getRecallScore(), within(1e-12));
    assertThat(scorer.overall().f1()).isCloseTo(expected.getFMeasure(), within(1e-12));
  }

  @Test
  void mergingWithItselfDoubles() {
    addExample();
    scorer.merge(scorer);
    assertThat(scorer.overall()).isEqualTo(new PrecisionRecall(2, 6, 6));
    assertThat(scorer.tokens()).isEqualTo(12);
  }

  @Test
  void differentLengthsAreRefused() {
    assertThatThrownBy(() -> scorer.addTags(List.of("O"), List.of("O", "O")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1] gold tags with [2] predicted tags");
  }

  private static List<TaggedSpan> randomSpans(Random random) {
    List<TaggedSpan> spans = new ArrayList<>();
    for (int at = 0; at < 12; at += 2) {
      if (random.nextBoolean()) {
        int end = at + 1 + random.nextInt(2);
        spans.add(new TaggedSpan(at, end, random.nextBoolean() ? "PER" : "LOC"));
      }
    }
    return spans;
  }

  private static Span[] spans(List<TaggedSpan> spans) {
    return spans.stream()
        .map(span -> new Span(span.begin(), span.end(), span.label()))
        .toArray(Span[]::new);
  }
}
