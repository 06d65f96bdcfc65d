package org.neuralannotators.translate.network;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.kernel.Activation;

/**
 * The size of a transformer with encoder and decoder (Vaswani et al. 2017).
 *
 * @param sourceVocabulary number of the source's pieces
 * @param targetVocabulary number of the target's pieces; their embeddings are the output layer's
 *     weights (Press and Wolf 2017)
 * @param joint whether both are the same pieces with the same embeddings
 * @param units columns of the hidden states
 * @param encoderLayers layers of the encoder
 * @param decoderLayers layers of the decoder
 * @param heads of each attention
 * @param inner columns inside of the feed-forward networks
 * @param normFirst whether layer normalisation comes before each part of a layer (Xiong et al.
 *     2020), not behind each sum
 * @param learnedPositions whether the positions' embeddings are learnt, not sinusoids
 * @param maximumPositions the longest sequence in pieces, the mark of its end included
 */
@JsonDeserialize
public record TransformerArchitecture(
    int sourceVocabulary,
    int targetVocabulary,
    boolean joint,
    int units,
    int encoderLayers,
    int decoderLayers,
    int heads,
    int inner,
    boolean normFirst,
    boolean learnedPositions,
    int maximumPositions)
    implements TranslationArchitecture {
  private static final double EPSILON = 1e-5;

  /** A character in bytes, with marks of the word and the end. */
  private static final int FEWEST_POSITIONS = 8;

  public TransformerArchitecture {
    if (units < 2
        || units % 2 != 0
        || heads < 1
        || units % heads != 0
        || encoderLayers < 1
        || decoderLayers < 1
        || inner < 1) {
      throw new IllegalArgumentException(
          "A transformer of [%d] units, [%d] heads, [%d] and [%d] layers and [%d] inner units;"
                  .formatted(units, heads, encoderLayers, decoderLayers, inner)
              + " expected at least one of each, and an even number of units that is a multiple of"
              + " the heads");
    }
    if (maximumPositions < FEWEST_POSITIONS) {
      throw new IllegalArgumentException(
          "[" + maximumPositions + "] positions; expected at least " + FEWEST_POSITIONS);
    }
    TranslationArchitecture.requireJoint(joint, sourceVocabulary, targetVocabulary);
  }

  @Override
  public TranslationNetwork network() {
    return new TransformerNetwork(this, Dropouts.NONE, 0);
  }

  /**
   * What is dropped in training.
   *
   * @param hidden of embeddings and of what each part of a layer adds
   * @param attention of the attention weights
   * @param inner inside of the feed-forward networks
   */
  public record Dropouts(double hidden, double attention, double inner) {
    /** Nothing. */
    public static final Dropouts NONE = new Dropouts(0, 0, 0);
  }

  /** The same as a shape among those of all transformers with encoder and decoder. */
  EncoderDecoderArchitecture shape() {
    return new EncoderDecoderArchitecture(
        sourceVocabulary,
        targetVocabulary,
        joint,
        units,
        units / heads,
        new EncoderDecoderArchitecture.Stack(encoderLayers, heads, inner),
        new EncoderDecoderArchitecture.Stack(decoderLayers, heads, inner),
        EncoderDecoderArchitecture.Positions.of(
            learnedPositions ? PositionKind.LEARNED : PositionKind.ALTERNATING_SINUSOIDS,
            maximumPositions,
            0),
        true,
        false,
        NormKind.LAYER,
        EPSILON,
        normFirst,
        true,
        Activation.RELU,
        false,
        true,
        new EncoderDecoderArchitecture.Output(true, false, false),
        TargetMarks.OF_PIECE_MODELS);
  }
}
