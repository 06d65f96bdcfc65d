package org.neuralannotators.crf;

import java.util.Arrays;

/**
 * The scores of transitions between {@code K} labels, negative infinity where a transition is
 * forbidden. They come from a matrix [K + 2, K]: row {@code i} holds the scores from label {@code
 * i} to each label, row {@code K} those of beginning with a label, row {@code K + 1} those of
 * ending with it.
 */
final class TransitionScores {
  private final int labels;
  private final double[] scores;

  /** exp(score), 0 where forbidden. */
  private final double[] factors;

  TransitionScores(TransitionConstraints constraints, double[] matrix) {
    labels = constraints.labels();
    if (matrix.length != (labels + 2) * labels) {
      throw new IllegalArgumentException(
          "["
              + matrix.length
              + "] transition scores for ["
              + labels
              + "] labels; expected ["
              + (labels + 2) * labels
              + "]");
    }
    scores = matrix.clone();
    for (int row = 0; row < labels + 2; row++) {
      boolean[] allowed =
          row < labels
              ? constraints.transitions()[row]
              : row == labels ? constraints.starts() : constraints.ends();
      for (int to = 0; to < labels; to++) {
        int at = row * labels + to;
        scores[at] = allowed[to] ? scores[at] : Double.NEGATIVE_INFINITY;
      }
    }
    factors = factors(scores);
  }

  private TransitionScores(int labels, double[] scores) {
    this.labels = labels;
    this.scores = scores;
    factors = factors(scores);
  }

  private static double[] factors(double[] scores) {
    return Arrays.stream(scores).map(Math::exp).toArray();
  }

  TransitionScores dividedBy(double temperature) {
    return new TransitionScores(
        labels, Arrays.stream(scores).map(score -> score / temperature).toArray());
  }

  int labels() {
    return labels;
  }

  double between(int from, int to) {
    return scores[from * labels + to];
  }

  double factor(int from, int to) {
    return factors[from * labels + to];
  }

  double start(int label) {
    return scores[labels * labels + label];
  }

  double end(int label) {
    return scores[(labels + 1) * labels + label];
  }
}
