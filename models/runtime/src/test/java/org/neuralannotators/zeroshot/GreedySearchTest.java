package org.neuralannotators.zeroshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreedySearchTest {
  private static final ScoredSpan WHOLE = new ScoredSpan(0, 5, 0, 0.9);
  private static final ScoredSpan INSIDE = new ScoredSpan(1, 3, 1, 0.8);
  private static final ScoredSpan AGAIN = new ScoredSpan(1, 3, 0, 0.7);
  private static final ScoredSpan ACROSS = new ScoredSpan(2, 6, 0, 0.6);
  private static final ScoredSpan BEHIND = new ScoredSpan(5, 7, 2, 0.55);

  private static final List<ScoredSpan> ALL = List.of(BEHIND, ACROSS, AGAIN, INSIDE, WHOLE);

  @Test
  void flatEntitiesDontOverlap() {
    assertThat(new GreedySearch(false, false).choose(ALL)).containsExactly(WHOLE, BEHIND);
  }

  @Test
  void nestedEntitiesDontCross() {
    assertThat(new GreedySearch(true, false).choose(ALL)).containsExactly(WHOLE, INSIDE, BEHIND);
  }

  @Test
  void manyLabelsMayHaveTheSameWords() {
    assertThat(new GreedySearch(true, true).choose(ALL))
        .containsExactly(WHOLE, INSIDE, AGAIN, BEHIND);
    assertThat(new GreedySearch(false, true).choose(List.of(AGAIN, INSIDE, ACROSS)))
        .containsExactly(INSIDE, AGAIN);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void choosesAsALoopOverAllPairs(boolean nested, boolean multiLabel) {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      List<ScoredSpan> spans = new ArrayList<>();
      for (int j = 0; j < 40; j++) {
        int begin = random.nextInt(12);
        int end = begin + 1 + random.nextInt(6);
        spans.add(new ScoredSpan(begin, end, random.nextInt(3), random.nextDouble()));
      }
      List<ScoredSpan> expected = new ArrayList<>();
      spans.stream()
          .sorted(Comparator.comparingDouble(span -> -span.score()))
          .filter(
              span ->
                  expected.stream().noneMatch(other -> excludes(other, span, nested, multiLabel)))
          .forEach(expected::add);
      assertThat(new GreedySearch(nested, multiLabel).choose(spans))
          .containsExactlyInAnyOrderElementsOf(expected)
          .isSortedAccordingTo(Comparator.comparingInt(ScoredSpan::begin));
    }
  }

  private static boolean excludes(
      ScoredSpan one, ScoredSpan other, boolean nested, boolean multiLabel) {
    if (one.begin() == other.begin() && one.end() == other.end()) {
      return !multiLabel;
    }
    boolean apart = one.begin() >= other.end() || other.begin() >= one.end();
    return !apart && !(nested && (contains(one, other) || contains(other, one)));
  }

  private static boolean contains(ScoredSpan one, ScoredSpan other) {
    return one.begin() <= other.begin() && one.end() >= other.end();
  }
}
