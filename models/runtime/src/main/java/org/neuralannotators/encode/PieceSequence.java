package org.neuralannotators.encode;

import java.util.Arrays;
import org.neuralannotators.text.SpecialTokens;

/**
 * A sequence of word pieces, special tokens included.
 *
 * @param ids of the pieces
 * @param segments of the pieces: 0, but for a second text and for the special tokens of some
 *     families
 */
public record PieceSequence(int[] ids, int[] segments) implements EncoderInput {
  /** Number of pieces. */
  public int length() {
    return ids.length;
  }

  @Override
  public PieceSequence sequence() {
    return this;
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
}
