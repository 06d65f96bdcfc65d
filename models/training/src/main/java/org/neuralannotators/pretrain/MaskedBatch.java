package org.neuralannotators.pretrain;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Masked sequences, one after the other.
 *
 * @param pieces all pieces
 * @param masked rows whose pieces are to be predicted
 * @param labels the pieces that were there
 * @param relations of the segments of each sequence
 */
record MaskedBatch(PieceBatch pieces, int[] masked, int[] labels, int[] relations) {
  static MaskedBatch of(List<? extends MaskedSequence> sequences) {
    RaggedRows rows = new RaggedRows(sequences.stream().mapToInt(MaskedSequence::length).toArray());
    int[] masked = join(sequences, MaskedSequence::masked);
    for (int i = 0, next = 0; i < sequences.size(); i++) {
      for (int end = next + sequences.get(i).masked().length; next < end; next++) {
        masked[next] += rows.offset(i);
      }
    }
    return new MaskedBatch(
        new PieceBatch(
            rows,
            join(sequences, MaskedSequence::pieces),
            join(sequences, MaskedSequence::segments)),
        masked,
        join(sequences, MaskedSequence::labels),
        sequences.stream().mapToInt(MaskedSequence::relation).toArray());
  }

  private static int[] join(
      List<? extends MaskedSequence> sequences, Function<MaskedSequence, int[]> part) {
    return sequences.stream().map(part).flatMapToInt(Arrays::stream).toArray();
  }

  /** The pieces with others in the place of those that are to be predicted. */
  PieceBatch filled(int[] others) {
    int[] ids = pieces.ids().clone();
    for (int i = 0; i < masked.length; i++) {
      ids[masked[i]] = others[i];
    }
    return new PieceBatch(pieces.rows(), ids, pieces.segments());
  }
}
