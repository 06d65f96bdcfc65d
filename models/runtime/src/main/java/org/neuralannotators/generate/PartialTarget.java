package org.neuralannotators.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A target in the making: what it was before, and one more piece.
 *
 * @param before null at the begin
 * @param piece the last one read
 * @param logProbability of all pieces
 * @param length number of pieces, the begin not counted
 * @param alignment to the source's pieces when the piece was predicted, the end last; null at the
 *     begin or when nobody asks for it
 */
@SuppressWarnings("ArrayRecordComponent")
record PartialTarget(
    PartialTarget before, int piece, double logProbability, int length, float[] alignment) {
  static PartialTarget begin(int piece) {
    return new PartialTarget(null, piece, 0, 0, null);
  }

  PartialTarget with(int next, double logOfIt, float[] aligned) {
    return new PartialTarget(this, next, logProbability + logOfIt, length + 1, aligned);
  }

  /** All pieces, the begin excepted. */
  int[] pieces() {
    int[] pieces = new int[length];
    PartialTarget at = this;
    for (int i = length - 1; i >= 0; i--, at = at.before) {
      pieces[i] = at.piece;
    }
    return pieces;
  }

  /**
   * Tells of a piece whether it and those before it, so many together, are in the target already.
   *
   * @param together 0 for never
   */
  IntPredicate repeats(int together) {
    if (together == 0 || length < together) {
      return next -> false;
    }
    int[] pieces = pieces();
    int known = together - 1;
    Set<Integer> before = new HashSet<>();
    for (int i = known; i < length; i++) {
      if (Arrays.equals(pieces, i - known, i, pieces, length - known, length)) {
        before.add(pieces[i]);
      }
    }
    return before::contains;
  }

  /** The alignment of each piece, the begin excepted. */
  float[][] alignments() {
    float[][] alignments = new float[length][];
    PartialTarget at = this;
    for (int i = length - 1; i >= 0; i--, at = at.before) {
      alignments[i] = at.alignment;
    }
    return alignments;
  }

  /** How much attention each piece of the source got; its end is not counted. */
  double[] coverage() {
    float[][] alignments = alignments();
    double[] coverage = new double[alignments[0].length - 1];
    for (float[] row : alignments) {
      Arrays.setAll(coverage, i -> coverage[i] + row[i]);
    }
    return coverage;
  }
}
