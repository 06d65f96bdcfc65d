package org.neuralannotators.head;

/**
 * Adjacent pieces of a sequence.
 *
 * @param first the first piece
 * @param last the last piece
 */
public record PieceSpan(int first, int last) {
  /** The piece {@code [CLS]}, which stands for no answer, where a sequence begins with it. */
  public static final PieceSpan NONE = new PieceSpan(0, 0);
}
