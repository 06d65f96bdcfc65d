package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.text.SpecialTokens;

/**
 * A sequence of word pieces, special tokens included.
 *
 * @param ids of the pieces
 * @param segments of the pieces: 0, but for a second text and for the special tokens of some
 *     families
 */
public record PieceSequence(int[] ids, int[] segments) {
  /** Rows that go through an encoder at once, more only where one sequence has. */
  private static final int BLOCK = 1024;

  /** Number of pieces. */
  public int length() {
    return ids.length;
  }

  /** A sequence of one segment. */
  public static PieceSequence of(int... ids) {
    return new PieceSequence(ids, new int[ids.length]);
  }

  /**
   * Pieces with their special tokens.
   *
   * @param known how many segments the encoder knows; those behind them become the last of them
   */
  public static PieceSequence of(SpecialTokens.Assembled all, int known) {
    int last = Math.max(0, known - 1);
    return new PieceSequence(
        all.ids(), Arrays.stream(all.segments()).map(s -> Math.min(s, last)).toArray());
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
