package org.neuralannotators.split;

/**
 * A score from the weights of the features. Immutable and so thread-safe.
 *
 * @param weights one for each place of the table, whose size is a power of two; {@link #SCALE} of
 *     them are a logit
 */
record LinearModel(byte[] weights) {
  /** Weights beyond 4 are rare, and cut. */
  static final float SCALE = Byte.MAX_VALUE / 4f;

  LinearModel {
    if (Integer.bitCount(weights.length) != 1) {
      throw new IllegalArgumentException(
          "A table of [" + weights.length + "] weights; expected a power of two");
    }
  }

  /** The score for the log-odds of a yes. */
  static int score(double logOdds) {
    return (int) Math.round(logOdds * SCALE);
  }

  /** The sum of the weights. */
  int score(Features features) {
    int sum = 0;
    for (int i = 0; i < features.size(); i++) {
      sum += weights[features.place(i)];
    }
    return sum;
  }
}
