package org.neuralannotators.train.translate;

import java.util.Objects;
import org.neuralannotators.translate.network.TransformerArchitecture;

/**
 * The size of a Transformer with encoder and decoder.
 *
 * @param units columns of the hidden states
 * @param encoderLayers layers of the encoder
 * @param decoderLayers layers of the decoder
 * @param heads of each attention
 * @param inner columns inside of the feed-forward networks; three times {@code units} by default
 * @param normFirst whether layer normalisation comes before each part of a layer
 * @param learnedPositions whether the positions' embeddings are learnt, not sinusoids
 * @param maximumPositions the longest sequence in pieces; longer training pairs are left out
 */
public record TransformerConfig(
    Integer units,
    Integer encoderLayers,
    Integer decoderLayers,
    Integer heads,
    Integer inner,
    Boolean normFirst,
    Boolean learnedPositions,
    Integer maximumPositions) {
  public TransformerConfig {
    units = Objects.requireNonNullElse(units, 256);
    encoderLayers = Objects.requireNonNullElse(encoderLayers, 3);
    decoderLayers = Objects.requireNonNullElse(decoderLayers, 3);
    heads = Objects.requireNonNullElse(heads, 4);
    inner = Objects.requireNonNullElse(inner, 3 * units);
    normFirst = Objects.requireNonNullElse(normFirst, true);
    learnedPositions = Objects.requireNonNullElse(learnedPositions, false);
    maximumPositions = Objects.requireNonNullElse(maximumPositions, 256);
  }

  TransformerArchitecture withVocabularies(int source, int target, boolean joint) {
    return new TransformerArchitecture(
        source,
        target,
        joint,
        units,
        encoderLayers,
        decoderLayers,
        heads,
        inner,
        normFirst,
        learnedPositions,
        maximumPositions);
  }
}
