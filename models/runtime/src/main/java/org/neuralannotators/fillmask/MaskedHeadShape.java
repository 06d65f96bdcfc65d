package org.neuralannotators.fillmask;

import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.TransformShape;

/**
 * The shape of a head that predicts masked pieces, as a manifest keeps it.
 *
 * @param transform the layers before the decoder
 * @param decoder what gives each piece its score
 * @param bias whether scores have a bias
 * @param mask the id of the mask
 */
public record MaskedHeadShape(
    TransformShape transform, Decoder decoder, boolean bias, int mask) {
  /** The weights by which scores are told. */
  public enum Decoder {
    /** The embeddings of the pieces (Press and Wolf 2017). */
    TIED,
    /** The embeddings and, for the further columns of the hidden states, weights of its own. */
    EXTENDED,
    /** Weights of its own. */
    OWN
  }

  public MaskedHeadShape {
    if (transform == null || decoder == null) {
      throw new IllegalArgumentException(
          "A head for masked pieces without [transform] or [decoder]; expected both");
    }
    if (mask < 0) {
      throw new IllegalArgumentException("The id [" + mask + "] of a mask; expected 0 or more");
    }
  }

  /** BERT's, as its pretraining leaves it. */
  static MaskedHeadShape ofBert(BertArchitecture encoder, int mask) {
    return new MaskedHeadShape(
        new TransformShape(encoder.activation(), true, encoder.epsilon(), true),
        Decoder.TIED,
        true,
        mask);
  }
}
