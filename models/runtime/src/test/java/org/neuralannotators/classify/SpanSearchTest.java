package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.text.Encoding;

class SpanSearchTest {
  /** [CLS] question context context context [SEP]: beginning and end of each in turn. */
  private static final double[] SCORES = {0.5, 0.5, 99, 99, 1, 0, 2, 1, 0, 3, 99, 99};

  private static QuestionSequences question(int pieces, SlidingWindow... windows) {
    return question(false, pieces, windows);
  }

  private static QuestionSequences question(
      boolean noneLast, int pieces, SlidingWindow... windows) {
    int[] any = new int[pieces];
    return new QuestionSequences(
        List.of(), List.of(windows), 2, new Encoding(any, any, any, any), noneLast);
  }

  private static Optional<SpanSearch.Span> best(double[] scores, int most, boolean optional) {
    return SpanSearch.of(
            question(3, new SlidingWindow(0, 3)),
            List.of(scores),
            new HeadArchitecture.Answers(most, optional))
        .best();
  }

  @Test
  void bestSpanOfTheContextIsFoundWithItsProbabilityAmongAll() {
    SpanSearch.Span span = best(SCORES, 3, false).orElseThrow();
    assertThat(span.pieces()).isEqualTo(new PieceSpan(1, 2));
    // The spans' scores are 1, 2, 4, 3, 5 and 3.
    double all = DoubleStream.of(1, 2, 4, 3, 5, 3).map(Math::exp).sum();
    assertThat(span.probability()).isCloseTo(Math.exp(5) / all, offset(1e-12));
  }

  @Test
  void noAnswerTakesItsShareOfTheProbability() {
    SpanSearch.Span span = best(SCORES, 3, true).orElseThrow();
    double all = DoubleStream.of(1, 2, 4, 3, 5, 3, 1).map(Math::exp).sum();
    assertThat(span.probability()).isCloseTo(Math.exp(5) / all, offset(1e-12));
  }

  @Test
  void answerIsNotLongerThanAllowed() {
    assertThat(best(SCORES, 1, false)).map(SpanSearch.Span::pieces).contains(new PieceSpan(1, 1));
  }

  @Test
  void noneIsBetterOnlyWhereThereMayBeNone() {
    double[] scores = SCORES.clone();
    scores[0] = 5;
    assertThat(best(scores, 3, true)).isEmpty();
    assertThat(best(scores, 3, false)).isPresent();
  }

  @Test
  void noAnswerIsTheLastPieceWhereThatStandsForTheSequence() {
    double[] scores = SCORES.clone();
    scores[10] = 3;
    scores[11] = 3;
    HeadArchitecture.Answers answers = new HeadArchitecture.Answers(3, true);
    QuestionSequences question = question(true, 3, new SlidingWindow(0, 3));
    assertThat(SpanSearch.of(question, List.of(scores), answers).best()).isEmpty();
    scores[10] = 1;
    scores[11] = 0;
    double all = DoubleStream.of(1, 2, 4, 3, 5, 3, 1).map(Math::exp).sum();
    assertThat(SpanSearch.of(question, List.of(scores), answers).best().orElseThrow().probability())
        .isCloseTo(Math.exp(5) / all, offset(1e-12));
  }

  @Test
  void spanBeginsInTheWindowInWhichItsBeginningHasMostContext() {
    QuestionSequences question = question(3, new SlidingWindow(0, 2), new SlidingWindow(1, 3));
    double[] first = {4, 4, 0, 0, 1, 1, 2, 2, 0, 0};
    // Piece 1 is in the first window; what the second says of it as a beginning doesn't count.
    double[] second = {1, 2, 0, 0, 50, 0, 1.5, 1.5, 0, 0};
    HeadArchitecture.Answers answers = new HeadArchitecture.Answers(3, true);
    SpanSearch.Span span =
        SpanSearch.of(question, List.of(first, second), answers).best().orElseThrow();
    assertThat(span.pieces()).isEqualTo(new PieceSpan(1, 1));
    // Scores: 2, 3 and 4 in the first window, 3 in the second; none: the lower of 8 and 3.
    double all = DoubleStream.of(2, 3, 4, 3, 3).map(Math::exp).sum();
    assertThat(span.probability()).isCloseTo(Math.exp(4) / all, offset(1e-12));
  }

  @Test
  void emptyContextHasNoSpan() {
    SpanSearch search =
        SpanSearch.of(
            question(0, new SlidingWindow(0, 0)),
            List.of(new double[] {-5, -5, 9, 9, 9, 9}),
            new HeadArchitecture.Answers(3, false));
    assertThat(search.best()).isEmpty();
  }
}
