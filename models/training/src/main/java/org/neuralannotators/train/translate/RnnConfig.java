package org.neuralannotators.train.translate;

import java.util.Objects;
import org.neuralannotators.network.attention.AttentionScore;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.translate.network.RnnArchitecture;
import org.neuralannotators.translate.network.SourceReading;

/**
 * The network of recurrent encoder and decoder.
 *
 * @param cell of all layers, a GRU by default
 * @param embedding columns of the pieces' embeddings
 * @param encoderUnits cells of an encoder's layer, in each direction; as many as in a decoder's, by
 *     default
 * @param decoderUnits cells of a decoder's layer
 * @param layers of the encoder and of the decoder
 * @param encoder in which order it reads, both by default
 * @param attention how states are compared, additive by default
 * @param attentionUnits inside of additive scores; {@code decoderUnits} by default
 * @param attentionFirst whether attention comes before the decoder's step
 * @param inputFeeding whether the decoder reads what the attention gave at the step before
 * @param tied whether the target's embeddings are the output layer's weights
 * @param maximumLength the longest sequence in pieces; longer training pairs are left out
 */
public record RnnConfig(
    RecurrentCell cell,
    Integer embedding,
    Integer encoderUnits,
    Integer decoderUnits,
    Integer layers,
    SourceReading encoder,
    AttentionScore attention,
    Integer attentionUnits,
    Boolean attentionFirst,
    Boolean inputFeeding,
    Boolean tied,
    Integer maximumLength) {
  public RnnConfig {
    cell = Objects.requireNonNullElse(cell, RecurrentCell.GRU);
    embedding = Objects.requireNonNullElse(embedding, 256);
    decoderUnits = Objects.requireNonNullElse(decoderUnits, 512);
    encoderUnits = Objects.requireNonNullElse(encoderUnits, decoderUnits);
    layers = Objects.requireNonNullElse(layers, 1);
    encoder = Objects.requireNonNullElse(encoder, SourceReading.BIDIRECTIONAL);
    attention = Objects.requireNonNullElse(attention, AttentionScore.CONCAT);
    attentionUnits = Objects.requireNonNullElse(attentionUnits, decoderUnits);
    attentionFirst = Objects.requireNonNullElse(attentionFirst, false);
    inputFeeding = Objects.requireNonNullElse(inputFeeding, false);
    tied = Objects.requireNonNullElse(tied, false);
    maximumLength = Objects.requireNonNullElse(maximumLength, 256);
  }

  RnnArchitecture withVocabularies(int source, int target, boolean joint) {
    return new RnnArchitecture(
        source,
        target,
        joint,
        cell,
        embedding,
        encoderUnits,
        decoderUnits,
        layers,
        encoder,
        attention,
        attentionUnits,
        attentionFirst,
        inputFeeding,
        tied,
        maximumLength);
  }
}
