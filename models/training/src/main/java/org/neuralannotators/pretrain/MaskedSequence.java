package org.neuralannotators.pretrain;

/**
 * A sequence with special tokens, some of its pieces masked.
 *
 * @param pieces as the network sees them
 * @param segments of the pieces
 * @param masked places whose pieces are to be predicted, in ascending order
 * @param labels the pieces that were there
 * @param relation of the segments, as in {@link PieceSequence}
 */
public record MaskedSequence(
    int[] pieces, int[] segments, int[] masked, int[] labels, int relation) {
  /** How many pieces it has. */
  public int length() {
    return pieces.length;
  }
}
