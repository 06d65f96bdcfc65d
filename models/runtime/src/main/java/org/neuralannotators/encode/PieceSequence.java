package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * A sequence of word pieces, special tokens included.
 *
 * @param ids of the pieces
 * @param segments of the pieces, 0 or 1
 */
public record PieceSequence(int[] ids, int[] segments) {
  /** Rows that go through an encoder at once, more only where one sequence has. */
  private static final int BLOCK = 1024;

  /** Number of pieces. */
  public int length() {
    return ids.length;
  }

  /** Sequences one behind the other. */
  public static PieceBatch batch(List<PieceSequence> sequences) {
    return new PieceBatch(
        new RaggedRows(sequences.stream().mapToInt(PieceSequence::length).toArray()),
        join(sequences.stream().map(PieceSequence::ids).toList()),
        join(sequences.stream().map(PieceSequence::segments).toList()));
  }

  private static int[] join(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** Adjacent sequences of few enough pieces for an encoder's memory to stay in the caches. */
  public static List<List<PieceSequence>> blocks(List<PieceSequence> sequences) {
    List<List<PieceSequence>> blocks = new ArrayList<>();
    for (int begin = 0, end = 0; begin < sequences.size(); begin = end) {
      int size = 0;
      while (end < sequences.size()
          && (end == begin || size + sequences.get(end).length() <= BLOCK)) {
        size += sequences.get(end).length();
        end++;
      }
      blocks.add(sequences.subList(begin, end));
    }
    return blocks;
  }
}
