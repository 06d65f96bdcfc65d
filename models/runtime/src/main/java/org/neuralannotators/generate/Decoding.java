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
   * @param pieces what is read, {@link TargetMarks#begin} first
   * @return [targets, vocabulary], without gaps: the score of each piece to come next, from which a
   *     softmax makes probabilities; valid until the next pieces are read, and may be changed
   */
  Matrix read(int[] pieces);

  /**
   * Target {@code i} goes on from what target {@code parents[i]} was; targets that are no parent
   * end. The order of the sources must stay.
   */
  void select(int[] parents);

  /**
   * How much the last piece that was read attended to each piece of the source, its end last: a row
   * for each target, which sums up to 1. Not of a network without attention.
   */
  float[][] alignments();
}
