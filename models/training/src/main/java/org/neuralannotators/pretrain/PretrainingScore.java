package org.neuralannotators.pretrain;

/**
 * How well a network did.
 *
 * @param pieces the prediction of masked pieces
 * @param others that of the pairs of segments, or of replaced pieces
 */
public record PretrainingScore(Tally pieces, Tally others) {
  /** Nothing was predicted. */
  public static final PretrainingScore NONE = new PretrainingScore(Tally.NONE, Tally.NONE);

  /** Both. */
  public PretrainingScore plus(PretrainingScore other) {
    return new PretrainingScore(pieces.plus(other.pieces), others.plus(other.others));
  }
}
