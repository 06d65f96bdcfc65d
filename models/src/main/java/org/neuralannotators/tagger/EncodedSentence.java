package org.neuralannotators.tagger;

/**
 * A sentence as numbers.
 *
 * @param words for each token the number of its word
 * @param characters for each token the numbers of its characters; tokens that are spelt alike share
 *     the same array
 */
public record EncodedSentence(int[] words, int[][] characters) {
  /** Number of tokens. */
  public int length() {
    return words.length;
  }
}
