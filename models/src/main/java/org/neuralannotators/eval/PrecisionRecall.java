package org.neuralannotators.eval;

/**
 * Counts of spans and what follows from them. A ratio without a denominator is 0, as in conlleval.
 *
 * @param correct predicted spans that match a gold span
 * @param predicted all predicted spans
 * @param gold all gold spans
 */
public record PrecisionRecall(long correct, long predicted, long gold) {
  static final PrecisionRecall NONE = new PrecisionRecall(0, 0, 0);

  public double precision() {
    return ratio(correct, predicted);
  }

  public double recall() {
    return ratio(correct, gold);
  }

  /** The harmonic mean of precision and recall. */
  public double f1() {
    return ratio(2 * correct, predicted + gold);
  }

  PrecisionRecall plus(PrecisionRecall other) {
    return new PrecisionRecall(
        correct + other.correct, predicted + other.predicted, gold + other.gold);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
