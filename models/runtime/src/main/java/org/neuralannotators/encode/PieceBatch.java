package org.neuralannotators.encode;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Word pieces of several sequences, special tokens included, without padding.
 *
 * @param rows where each sequence lies
 * @param ids of the pieces
 * @param segments of the pieces
 */
public record PieceBatch(RaggedRows rows, int[] ids, int[] segments) {
  /** Sequences one behind the other. */
  public static PieceBatch of(List<PieceSequence> sequences) {
    return new PieceBatch(
        new RaggedRows(sequences.stream().mapToInt(PieceSequence::length).toArray()),
        join(sequences.stream().map(PieceSequence::ids).toList()),
        join(sequences.stream().map(PieceSequence::segments).toList()));
  }

  private static int[] join(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
