package org.neuralannotators.pretrain;

/**
 * Word pieces to learn from, without special tokens.
 *
 * @param first the first segment
 * @param second the second segment; empty for a sequence of one
 * @param relation how the segments belong together: {@link #IN_ORDER} or {@link #NOT_IN_ORDER}
 */
public record PieceSequence(int[] first, int[] second, int relation) {
  /** The second segment follows the first in the text: class 0, as in BERT's releases. */
  public static final int IN_ORDER = 0;

  /** The second segment is from elsewhere, or the segments are swapped. */
  public static final int NOT_IN_ORDER = 1;

  /** A sequence of one segment. */
  public static PieceSequence of(int[] pieces) {
    return new PieceSequence(pieces, new int[0], IN_ORDER);
  }
}
