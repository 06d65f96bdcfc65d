package org.neuralannotators.pretrain;

import org.neuralannotators.network.kernel.Matrix;

/**
 * How well predictions did.
 *
 * @param loss the sum of their cross-entropies
 * @param hits how many were right
 * @param count how many there were
 */
public record Tally(double loss, long hits, long count) {
  /** No predictions. */
  public static final Tally NONE = new Tally(0, 0, 0);

  /** Predictions by a softmax, a row each. */
  static Tally of(Matrix probabilities, int[] labels) {
    Tally tally = NONE;
    for (int i = 0; i < labels.length; i++) {
      float[] row = probabilities.rows(i, i + 1).toFloats();
      int best = 0;
      for (int j = 1; j < row.length; j++) {
        best = row[j] > row[best] ? j : best;
      }
      double loss = -Math.log(Math.max(Float.MIN_NORMAL, row[labels[i]]));
      tally = tally.plus(new Tally(loss, best == labels[i] ? 1 : 0, 1));
    }
    return tally;
  }

  /** Both. */
  public Tally plus(Tally other) {
    return new Tally(loss + other.loss, hits + other.hits, count + other.count);
  }

  /** Share of the right ones; NaN without any. */
  public double accuracy() {
    return (double) hits / count;
  }

  /** The exponential of the mean cross-entropy; NaN without predictions. */
  public double perplexity() {
    return Math.exp(loss / count);
  }
}
