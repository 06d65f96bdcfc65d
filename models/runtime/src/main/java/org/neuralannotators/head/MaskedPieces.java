package org.neuralannotators.head;

import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.encode.PieceSequence;

/**
 * A sequence with masks, and how many pieces are wanted for each.
 *
 * @param sequence the pieces, special ones included
 * @param places of the masks in it
 * @param most how many pieces are wanted
 */
public record MaskedPieces(PieceSequence sequence, int[] places, int most) implements EncoderInput {
  /** A sequence that is learnt from. */
  public static MaskedPieces of(int[] ids, int[] segments, int[] places) {
    return new MaskedPieces(new PieceSequence(ids, segments), places, 1);
  }
}
