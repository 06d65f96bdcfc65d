package org.neuralannotators.tagger;

/**
 * What is dropped in training of a BERT tagger.
 *
 * @param hidden of the embeddings, of what layers add, and of the tokens' vectors
 * @param attention of the attention weights
 */
public record BertDropout(double hidden, double attention) {
  /** Nothing is dropped. */
  public static BertDropout none() {
    return new BertDropout(0, 0);
  }
}
