package org.neuralannotators.generate;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The pieces that may come next with their scores: of each target the largest ones, and others that
 * are asked for before {@link #norms}.
 */
final class NextPieces {
  private final Pass pass;
  private final Matrix scores;
  private final int each;
  private final float[] values;
  private final int[] pieces;

  /**
   * @param scores [targets, vocabulary]
   * @param most of the largest ones are wanted; there may be fewer
   */
  NextPieces(Pass pass, Matrix scores, int most) {
    this.pass = pass;
    this.scores = scores;
    each = Math.min(most, scores.columns());
    Matrix largest = pass.workspace().matrix(scores.rows(), each);
    Indices places = pass.workspace().indices(new int[scores.rows() * each]);
    pass.kernels().largest(scores, largest, places);
    values = largest.toFloats();
    pieces = places.toInts();
  }

  /** How many there are of each target. */
  int each() {
    return each;
  }

  /** One of a target's largest, in falling order. */
  int piece(int row, int rank) {
    return pieces[row * each + rank];
  }

  /** Its score. */
  double score(int row, int rank) {
    return values[row * each + rank];
  }

  /** The scores of given pieces of a target. */
  double[] scores(int row, int[] given) {
    double[] found = new double[given.length];
    for (int i = 0; i < given.length; i++) {
      found[i] = scores.rows(row, row + 1).columns(given[i], given[i] + 1).toDoubles()[0];
    }
    return found;
  }

  /**
   * What is taken off the scores of each target so that they are logarithms of probabilities.
   * Probabilities take the scores' place.
   */
  double[] norms() {
    pass.kernels().softmax(scores);
    double[] norms = new double[scores.rows()];
    for (int row = 0; row < norms.length; row++) {
      // The most probable piece's probability is no smaller than that of chance.
      double most = scores(row, new int[] {piece(row, 0)})[0];
      norms[row] = score(row, 0) - Math.log(most);
    }
    return norms;
  }

  /** The probability of all pieces but some; only behind {@link #norms}. */
  double probabilityWithout(int row, int[] some) {
    float[] probabilities = scores.rows(row, row + 1).toFloats();
    for (int piece : some) {
      probabilities[piece] = 0;
    }
    double sum = 0;
    for (float probability : probabilities) {
      sum += probability;
    }
    return sum;
  }
}
