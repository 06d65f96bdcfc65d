package org.neuralannotators.generate;

import java.util.Arrays;

/**
 * What the rules say of a target in the making.
 *
 * @param forced the only piece that may come next; {@link PieceFilter#NONE} where there are others
 * @param banned pieces that may not come, rising
 * @param penalized others whose scores are changed, rising
 * @param renormalized whether the probabilities of what may come sum up to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record RuledTarget(int forced, int[] banned, int[] penalized, boolean renormalized) {
  private static final int[] NO_PIECES = {};

  static RuledTarget of(PieceFilter filter, PartialTarget target, int maximumLength) {
    int forced = filter.forced(target, maximumLength);
    if (forced != PieceFilter.NONE) {
      return new RuledTarget(forced, NO_PIECES, NO_PIECES, false);
    }
    int[] banned = filter.banned(target);
    int[] penalized =
        filter.penalized(target).filter(piece -> Arrays.binarySearch(banned, piece) < 0).toArray();
    return new RuledTarget(forced, banned, penalized, filter.rules().renormalized());
  }

  /** How many pieces have rules. */
  int ruled() {
    return banned.length + penalized.length;
  }

  boolean isFree(int piece) {
    return Arrays.binarySearch(banned, piece) < 0 && Arrays.binarySearch(penalized, piece) < 0;
  }

  /**
   * The network's scores of pieces that have rules.
   *
   * @param banned only if probabilities are made to sum up to 1
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Scores(double[] banned, double[] penalized) {}

  /** Reads them. */
  Scores scores(NextPieces next, int row) {
    return new Scores(
        next.scores(row, renormalized ? banned : NO_PIECES), next.scores(row, penalized));
  }
}
