package org.neuralannotators.tagger;

/**
 * A sentence to learn from.
 *
 * @param sentence its tokens as numbers
 * @param labels the number of each token's label
 * @param <S> how the network reads a sentence
 */
public record LabelledSentence<S>(S sentence, int[] labels) {
  /** Number of tokens. */
  public int length() {
    return labels.length;
  }
}
