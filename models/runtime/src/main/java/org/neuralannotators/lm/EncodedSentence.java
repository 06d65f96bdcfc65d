package org.neuralannotators.lm;

/**
 * A sentence as numbers.
 *
 * @param inputs what a network reads for each token
 * @param targets the number of each token in the vocabulary
 */
public record EncodedSentence(int[] inputs, int[] targets) {
  /** How many tokens it has. */
  public int length() {
    return inputs.length;
  }
}
