package org.neuralannotators.head;

import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameters;

/**
 * The shape of a head that predicts masked pieces, as a manifest keeps it.
 *
 * @param transform the layers before the decoder
 * @param decoder what gives each piece its score
 * @param bias whether scores have a bias
 * @param mask the id of the mask
 */
public record MaskedHeadShape(TransformShape transform, Decoder decoder, boolean bias, int mask) {
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

  /**
   * Looks whether a checkpoint has a head of this shape.
   *
   * @throws BundleException when a tensor is missing or of another shape, or has a number that
   *     isn't finite
   */
  public void check(EncoderCheckpoint checkpoint) throws BundleException {
    EncoderArchitecture encoder = checkpoint.architecture();
    EmbeddingTable pieces =
        EmbeddingTable.of(
            new Parameters()
                .add(
                    EncoderArchitecture.PIECES,
                    encoder.vocabulary(),
                    encoder.embeddingSize(),
                    Initializer.zeros()));
    try (Parameters parameters = new Parameters()) {
      MaskedHead head = new MaskedHead(parameters, "", pieces, encoder.hidden(), layers());
      parameters.allocateFloats();
      checkpoint.copyTo(head.parameters());
    }
  }

  /** What a head is made of. */
  public MaskedHead.Shape layers() {
    return new MaskedHead.Shape(transform, decoder, bias);
  }
}
