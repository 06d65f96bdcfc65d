package org.neuralannotators.translate.network;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Objects;
import org.neuralannotators.generate.TranslationNetwork;
import org.neuralannotators.network.attention.AttentionScore;
import org.neuralannotators.network.kernel.RecurrentCell;

/**
 * The size of a recurrent encoder and decoder (Cho et al. 2014, Sutskever et al. 2014), with
 * attention (Bahdanau et al. 2015, Luong et al. 2015) or without.
 *
 * @param sourceVocabulary number of the source's pieces
 * @param targetVocabulary number of the target's pieces
 * @param joint whether both are the same pieces with the same embeddings
 * @param cell of all layers
 * @param embedding columns of the pieces' embeddings
 * @param encoderUnits cells of an encoder's layer, in each direction
 * @param decoderUnits cells of a decoder's layer
 * @param layers of the encoder and of the decoder
 * @param encoder in which order it reads
 * @param attention how the decoder's states are compared with the encoder's
 * @param attentionUnits inside of additive scores
 * @param attentionFirst whether attention comes before the decoder's step and is read by it
 *     (Bahdanau et al. 2015, section 3.1), not behind it (Luong et al. 2015, section 3)
 * @param inputFeeding whether the decoder reads what the attention gave at the step before (Luong
 *     et al. 2015, section 3.3)
 * @param tied whether the target's embeddings are the output layer's weights (Press and Wolf 2017)
 * @param maximumLength the longest sequence in pieces, the mark of its end included
 */
@JsonDeserialize
public record RnnArchitecture(
    int sourceVocabulary,
    int targetVocabulary,
    boolean joint,
    RecurrentCell cell,
    int embedding,
    int encoderUnits,
    int decoderUnits,
    int layers,
    SourceReading encoder,
    AttentionScore attention,
    int attentionUnits,
    boolean attentionFirst,
    boolean inputFeeding,
    boolean tied,
    int maximumLength)
    implements TranslationArchitecture {

  /** A character in bytes, with marks of the word and the end. */
  private static final int SHORTEST = 8;

  public RnnArchitecture {
    Objects.requireNonNull(cell, "[cell] is missing");
    Objects.requireNonNull(encoder, "[encoder] is missing");
    Objects.requireNonNull(attention, "[attention] is missing");
    if (embedding < 1 || encoderUnits < 1 || decoderUnits < 1 || layers < 1 || attentionUnits < 1) {
      throw new IllegalArgumentException(
          "[embedding] is [%d], [encoderUnits] [%d], [decoderUnits] [%d], [layers] [%d],"
                  .formatted(embedding, encoderUnits, decoderUnits, layers)
              + " [attentionUnits] [%d]; expected at least 1 of each".formatted(attentionUnits));
    }
    if (attention == AttentionScore.NONE && (inputFeeding || attentionFirst)) {
      throw new IllegalArgumentException(
          "[inputFeeding] is [%s] and [attentionFirst] [%s] with [attention: none]; expected an"
                  .formatted(inputFeeding, attentionFirst)
              + " attention, one of dot, general, concat");
    }
    if (inputFeeding && attentionFirst) {
      throw new IllegalArgumentException(
          "[inputFeeding] with [attentionFirst], by which the decoder reads the attention already;"
              + " expected one of them");
    }
    if (maximumLength < SHORTEST) {
      throw new IllegalArgumentException(
          "[maximumLength] is [" + maximumLength + "]; expected at least " + SHORTEST);
    }
    TranslationArchitecture.requireJoint(joint, sourceVocabulary, targetVocabulary);
  }

  @Override
  public TranslationNetwork network() {
    return new RnnNetwork(this, 0, 0);
  }

  boolean attends() {
    return attention != AttentionScore.NONE;
  }

  /**
   * Whether a step of the decoder reads what the attention gave: steps can't be computed at once.
   */
  boolean stepwise() {
    return inputFeeding || attentionFirst;
  }

  /** Columns of the encoder's output. */
  int memoryColumns() {
    return encoderUnits * (encoder == SourceReading.BIDIRECTIONAL ? 2 : 1);
  }

  /** Columns of what the output layer reads. */
  int outputColumns() {
    return tied ? embedding : decoderUnits;
  }
}
