package org.neuralannotators.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How one target may go on by its rules.
 *
 * @param norm what is taken off scores so that they are logarithms of probabilities
 */
record RuledSteps(
    PieceFilter filter,
    boolean greedy,
    RuledTarget target,
    RuledTarget.Scores scores,
    double norm) {
  /** Below, the rounding of a difference would be seen in the logarithm. */
  private static final double LEAST_DIFFERENCE = 0.01;

  /**
   * The best ways to go on.
   *
   * @param row the target's
   * @param parent the target's place in its search
   */
  List<SourceSearch.Step> of(NextPieces next, int row, int parent) {
    if (target.forced() != PieceFilter.NONE) {
      return List.of(new SourceSearch.Step(parent, target.forced(), 0));
    }
    double missing = target.renormalized() ? Math.log(allowed(next, row)) : 0;
    List<SourceSearch.Step> steps = new ArrayList<>();
    for (int rank = 0; rank < next.each(); rank++) {
      int piece = next.piece(row, rank);
      double logProbability = next.score(row, rank) - norm - missing;
      if (target.isFree(piece) && logProbability > Double.NEGATIVE_INFINITY) {
        steps.add(new SourceSearch.Step(parent, piece, logProbability));
      }
    }
    for (int i = 0; i < target.penalized().length; i++) {
      double logProbability = penalized(scores.penalized()[i]) - missing;
      steps.add(new SourceSearch.Step(parent, target.penalized()[i], logProbability));
    }
    return steps;
  }

  private double penalized(double score) {
    return greedy ? filter.penalty(score) - norm : filter.penalty(score - norm);
  }

  /** To what the probabilities of the pieces that may come sum up. */
  private double allowed(NextPieces next, int row) {
    double free = 1 - probability(scores.banned()) - probability(scores.penalized());
    if (free < LEAST_DIFFERENCE) {
      free = free(next, row);
    }
    for (double score : scores.penalized()) {
      free += Math.exp(penalized(score));
    }
    return Math.max(Double.MIN_NORMAL, free);
  }

  /** The same of the pieces without rules, added up one by one. */
  private double free(NextPieces next, int row) {
    IntStream.Builder known = IntStream.builder();
    double sum = 0;
    for (int rank = 0; rank < next.each(); rank++) {
      known.add(next.piece(row, rank));
      if (target.isFree(next.piece(row, rank))) {
        sum += Math.exp(next.score(row, rank) - norm);
      }
    }
    IntStream ruled =
        IntStream.concat(IntStream.of(target.banned()), IntStream.of(target.penalized()));
    return sum + next.probabilityWithout(row, IntStream.concat(known.build(), ruled).toArray());
  }

  private double probability(double[] some) {
    double sum = 0;
    for (double score : some) {
      sum += Math.exp(score - norm);
    }
    return sum;
  }
}
