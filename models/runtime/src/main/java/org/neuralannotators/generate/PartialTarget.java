package org.neuralannotators.generate;

import java.util.Arrays;
import java.util.stream.IntStream;

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

  /** All pieces, the begin first. */
  int[] read() {
    int[] pieces = new int[length + 1];
    PartialTarget at = this;
    for (int i = length; i >= 0; i--, at = at.before) {
      pieces[i] = at.piece;
    }
    return pieces;
  }

  /** All pieces, the begin excepted. */
  int[] pieces() {
    return Arrays.copyOfRange(read(), 1, length + 1);
  }

  /**
   * What would come behind the last of some pieces so that these, so many together, would be there
   * twice.
   *
   * @param together at least 1
   */
  static IntStream repeating(int[] pieces, int together) {
    int known = together - 1;
    int end = pieces.length;
    return IntStream.range(known, end)
        .filter(i -> Arrays.equals(pieces, i - known, i, pieces, end - known, end))
        .map(i -> pieces[i]);
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

  /** What was found, when this has ended. */
  ScoredTarget scored(double score, TargetMarks marks) {
    int[] pieces = pieces();
    return new ScoredTarget(
        marks.isEnd(piece) ? Arrays.copyOf(pieces, length - 1) : pieces,
        score,
        logProbability,
        alignment == null ? null : alignments());
  }
}
