package org.neuralannotators.generate;

import org.neuralannotators.network.kernel.Matrix;

/**
 * Targets in the making, a row for each: those of the first source, then those of the second, and
 * so on; in the beginning each source has one. Not thread-safe.
 */
public interface Decoding {
  /**
   * Reads one more piece of each target.
   *
   * @param pieces what is read, {@code PieceModel.BEGIN} first
   * @return [targets, vocabulary]: the probability of each piece to come next; valid until the next
   *     step
   */
  Matrix step(int[] pieces);

  /**
   * Target {@code i} goes on from what target {@code parents[i]} was; targets that are no parent
   * end. The order of the sources must stay.
   */
  void select(int[] parents);

  /**
   * How much the last step attended to each piece of the source, its end last: a row for each
   * target, which sums up to 1. Not of a network without attention.
   */
  float[][] alignments();
}
