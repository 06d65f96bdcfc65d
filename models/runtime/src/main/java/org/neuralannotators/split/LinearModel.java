package org.neuralannotators.split;

/**
 * A yes or no from the sum of the weights of the features. Immutable and so thread-safe.
 *
 * @param weights one for each place of the table, whose size is a power of two
 * @param threshold a sum over it means yes
 */
record LinearModel(byte[] weights, int threshold) {
  LinearModel {
    if (Integer.bitCount(weights.length) != 1) {
      throw new IllegalArgumentException(
          "A table of [" + weights.length + "] weights; expected a power of two");
    }
  }

  boolean accepts(Features features) {
    int sum = 0;
    for (int i = 0; i < features.size(); i++) {
      sum += weights[features.place(i)];
    }
    return sum > threshold;
  }
}
