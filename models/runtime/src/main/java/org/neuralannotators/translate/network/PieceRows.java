package org.neuralannotators.translate.network;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Sequences of pieces, one after the other.
 *
 * @param rows where each sequence lies
 * @param pieces of all sequences
 */
@SuppressWarnings("ArrayRecordComponent")
record PieceRows(RaggedRows rows, int[] pieces) {
  static PieceRows of(List<int[]> sequences) {
    return of(sequences, UnaryOperator.identity());
  }

  /** Each sequence behind a mark, which is what a decoder reads. */
  static PieceRows begun(List<int[]> sequences, int begin) {
    return of(sequences, pieces -> join(new int[] {begin}, pieces));
  }

  /** Each sequence with a mark behind it. */
  static PieceRows ended(List<int[]> sequences, int end) {
    return of(sequences, pieces -> ended(pieces, end));
  }

  /** A sequence with a mark behind it. */
  static int[] ended(int[] pieces, int end) {
    return join(pieces, new int[] {end});
  }

  private static PieceRows of(List<int[]> sequences, UnaryOperator<int[]> marked) {
    List<int[]> all = sequences.stream().map(marked).toList();
    return new PieceRows(
        new RaggedRows(all.stream().mapToInt(pieces -> pieces.length).toArray()),
        all.stream().flatMapToInt(IntStream::of).toArray());
  }

  private static int[] join(int[] first, int[] second) {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
  }
}
