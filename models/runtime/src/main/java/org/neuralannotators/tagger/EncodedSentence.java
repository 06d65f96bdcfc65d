package org.neuralannotators.tagger;

import java.util.List;

/**
 * A sentence as numbers.
 *
 * @param words for each token the number of its word
 * @param characters for each token the numbers of its characters; tokens that are spelt alike share
 *     the same array
 * @param tokens as they are written, for an embedder
 */
public record EncodedSentence(int[] words, int[][] characters, List<String> tokens) {
  /** Number of tokens. */
  public int length() {
    return words.length;
  }
}
