package org.neuralannotators.encode.transformer;

/**
 * What is dropped in training of an encoder.
 *
 * @param hidden of the embeddings, of what layers add, and of what heads read
 * @param attention of the attention weights
 */
public record EncoderDropout(double hidden, double attention) {
  /** Nothing is dropped. */
  public static final EncoderDropout NONE = new EncoderDropout(0, 0);
}
