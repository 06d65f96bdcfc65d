package org.neuralannotators.pretrain;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.head.MaskedPieces;

/**
 * Masked sequences, one after the other.
 *
 * @param sequences as the network sees them
 * @param labels the pieces that were there, of each sequence
 * @param relations of the segments of each sequence
 */
record MaskedBatch(EncoderBatch<MaskedPieces> sequences, List<int[]> labels, int[] relations) {
  static MaskedBatch of(List<? extends MaskedSequence> sequences) {
    return new MaskedBatch(
        EncoderBatch.of(
            sequences.stream()
                .map(each -> MaskedPieces.of(each.pieces(), each.segments(), each.masked()))
                .toList()),
        sequences.stream().map(MaskedSequence::labels).toList(),
        sequences.stream().mapToInt(MaskedSequence::relation).toArray());
  }

  /** All pieces. */
  PieceBatch pieces() {
    return sequences.pieces();
  }

  /** Rows whose pieces are to be predicted. */
  int[] masked() {
    return sequences.places(MaskedPieces::places);
  }

  /** The pieces that were there, of all sequences. */
  int[] allLabels() {
    return labels.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** The pieces with others in the place of those that are to be predicted. */
  PieceBatch filled(int[] others) {
    int[] masked = masked();
    int[] ids = pieces().ids().clone();
    for (int i = 0; i < masked.length; i++) {
      ids[masked[i]] = others[i];
    }
    return new PieceBatch(pieces().rows(), ids, pieces().segments());
  }
}
