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
  /** Sequences of one segment each. */
  public static PieceBatch of(List<int[]> sequences) {
    int[] ids = sequences.stream().flatMapToInt(Arrays::stream).toArray();
    int[] lengths = sequences.stream().mapToInt(sequence -> sequence.length).toArray();
    return new PieceBatch(new RaggedRows(lengths), ids, new int[ids.length]);
  }
}
