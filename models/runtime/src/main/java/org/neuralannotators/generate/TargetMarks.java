package org.neuralannotators.generate;

import java.util.List;
import org.neuralannotators.text.PieceModel;

/**
 * The pieces between which a network has its targets.
 *
 * @param begin read before a target's first piece
 * @param ends each of them ends a target; the first one is meant where one is needed
 */
public record TargetMarks(int begin, List<Integer> ends) {
  /** Those of the pieces that are learnt here. */
  public static final TargetMarks OF_PIECE_MODELS =
      new TargetMarks(PieceModel.BEGIN, List.of(PieceModel.END));

  /**
   * @throws IllegalArgumentException when nothing ends a target
   */
  public TargetMarks {
    ends = List.copyOf(ends);
    if (ends.isEmpty()) {
      throw new IllegalArgumentException("ends []; expected at least 1 piece that ends targets");
    }
  }

  /** The piece that ends a target where nothing else may come. */
  public int end() {
    return ends.get(0);
  }

  /** Whether a piece ends a target. */
  public boolean isEnd(int piece) {
    for (int end : ends) {
      if (end == piece) {
        return true;
      }
    }
    return false;
  }

  /** Whether a piece only begins targets, and so doesn't come in one. */
  boolean isOnlyBegin(int piece) {
    return piece == begin && !isEnd(piece);
  }
}
