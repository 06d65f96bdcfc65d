package org.neuralannotators.translate.network;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.text.PieceModel;

/**
 * Sequences of pieces, one after the other.
 *
 * @param rows where each sequence lies
 * @param pieces of all sequences
 */
@SuppressWarnings("ArrayRecordComponent")
record PieceRows(RaggedRows rows, int[] pieces) {
  /** Each sequence with its end. */
  static PieceRows ended(List<int[]> sequences) {
    return of(sequences, pieces -> with(pieces, PieceModel.END, false));
  }

  /** Each sequence with its begin, which is what a decoder reads. */
  static PieceRows begun(List<int[]> sequences) {
    return of(sequences, pieces -> with(pieces, PieceModel.BEGIN, true));
  }

  private static PieceRows of(List<int[]> sequences, Function<int[], int[]> marked) {
    List<int[]> all = sequences.stream().map(marked).toList();
    return new PieceRows(
        new RaggedRows(all.stream().mapToInt(pieces -> pieces.length).toArray()),
        all.stream().flatMapToInt(IntStream::of).toArray());
  }

  private static int[] with(int[] pieces, int mark, boolean first) {
    int[] marked = new int[pieces.length + 1];
    System.arraycopy(pieces, 0, marked, first ? 1 : 0, pieces.length);
    marked[first ? 0 : pieces.length] = mark;
    return marked;
  }
}
