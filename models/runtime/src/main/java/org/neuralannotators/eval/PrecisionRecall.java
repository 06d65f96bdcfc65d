package org.neuralannotators.eval;

import java.util.Locale;

/**
 * Counts of spans or of tokens and what follows from them. A ratio without a denominator is 0, as
 * in conlleval.
 *
 * @param correct predictions that match a gold one
 * @param predicted all predictions
 * @param gold all gold ones
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

  /** As in conlleval's reports. */
  String percentages() {
    return String.format(
        Locale.ROOT,
        "precision: %6.2f%%; recall: %6.2f%%; FB1: %6.2f",
        100 * precision(),
        100 * recall(),
        100 * f1());
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
