package org.neuralannotators.crf;

import java.util.Arrays;

/**
 * The scores of each label at each token of a sentence, a part of a larger array.
 *
 * @param scores token after token, {@code labels} numbers each
 * @param offset where the first token's scores begin
 * @param length number of tokens
 * @param labels number of labels
 */
public record Emissions(double[] scores, int offset, int length, int labels) {
  /** The score of a label at a token. */
  public double at(int token, int label) {
    return scores[offset + token * labels + label];
  }

  /** All scores divided by a temperature. */
  Emissions atTemperature(double temperature) {
    double[] divided =
        Arrays.stream(scores, offset, offset + length * labels)
            .map(score -> score / temperature)
            .toArray();
    return new Emissions(divided, 0, length, labels);
  }
}
