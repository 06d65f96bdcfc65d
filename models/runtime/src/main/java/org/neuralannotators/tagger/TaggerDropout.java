package org.neuralannotators.tagger;

/**
 * What is dropped in training.
 *
 * @param words probability that a token's word is taken for unknown
 * @param input dropout of the tokens' vectors
 * @param characters dropout of the characters' vectors
 * @param output dropout of each recurrent layer's outputs
 * @param variational whether a sentence's tokens share a mask
 */
public record TaggerDropout(
    double words, double input, double characters, double output, boolean variational) {
  /** Nothing is dropped. */
  public static TaggerDropout none() {
    return new TaggerDropout(0, 0, 0, 0, false);
  }
}
