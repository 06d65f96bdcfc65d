package org.neuralannotators.encode.transformer;

import static org.neuralannotators.network.Measures.requirePositive;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of BERT's encoder (Devlin et al. 2018), with ALBERT's options (Lan et al. 2019).
 *
 * @param layers how many times rows run through a layer
 * @param heads of the attention
 * @param hidden columns of the hidden states, a multiple of {@code heads}
 * @param intermediate columns inside of the feed-forward networks
 * @param maximumPositions the longest sequence
 * @param vocabulary number of word pieces
 * @param segments number of segments; 0 when it knows none, as DistilBERT (Sanh et al. 2019)
 * @param activation between the layers of the feed-forward networks
 * @param epsilon of the layer normalisation
 * @param embeddingSize columns of the embeddings
 * @param sharedLayers whether layers have the same parameters, as ALBERT's
 * @param positionOffset where the positions of a sequence begin in their table: 2 in RoBERTa (Liu
 *     et al. 2019)
 * @param groups how many groups of layers there are, each of which comes next to each other {@code
 *     layers / groups} times; 0 when layers aren't shared, or for 1 group when they are
 * @param groupLayers how many layers a group has, one on top of the other, which count as one of
 *     {@code layers}; 0 as for {@code groups}
 */
public record BertArchitecture(
    int layers,
    int heads,
    int hidden,
    int intermediate,
    int maximumPositions,
    int vocabulary,
    int segments,
    @JsonDeserialize(converter = FormerActivationNames.class) Activation activation,
    double epsilon,
    int embeddingSize,
    boolean sharedLayers,
    int positionOffset,
    int groups,
    int groupLayers)
    implements EncoderArchitecture {
  public BertArchitecture {
    if (sharedLayers && groups == 0 && groupLayers == 0) {
      groups = 1;
      groupLayers = 1;
    }
    requirePositive("layers", layers);
    requirePositive("heads", heads);
    requirePositive("hidden", hidden);
    requirePositive("intermediate", intermediate);
    requirePositive("maximumPositions", maximumPositions);
    requirePositive("vocabulary", vocabulary);
    requirePositive("embeddingSize", embeddingSize);
    if (segments < 0 || positionOffset < 0) {
      throw new IllegalArgumentException(
          "[%d] segments and the position offset [%d]; expected 0 or more"
              .formatted(segments, positionOffset));
    }
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "[" + hidden + "] hidden columns for [" + heads + "] heads; expected a multiple");
    }
    if (activation == null) {
      throw new IllegalArgumentException("No activation of a BERT encoder; expected gelu or other");
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          "Epsilon [" + epsilon + "] of the layer normalisation; expected a number above 0");
    }
    if (sharedLayers
        ? groups < 1 || groups > layers || groupLayers < 1
        : groups != 0 || groupLayers != 0) {
      throw new IllegalArgumentException(
          "[%d] groups of [%d] layers in [%d] %s layers; expected %s"
              .formatted(
                  groups,
                  groupLayers,
                  layers,
                  sharedLayers ? "shared" : "separate",
                  sharedLayers ? "at least one, and no more groups than layers" : "none"));
    }
  }

  /**
   * A shape whose positions begin with the first row of their table, and whose layers are all the
   * same or all their own.
   */
  public BertArchitecture(
      int layers,
      int heads,
      int hidden,
      int intermediate,
      int maximumPositions,
      int vocabulary,
      int segments,
      Activation activation,
      double epsilon,
      int embeddingSize,
      boolean sharedLayers) {
    this(
        layers,
        heads,
        hidden,
        intermediate,
        maximumPositions,
        vocabulary,
        segments,
        activation,
        epsilon,
        embeddingSize,
        sharedLayers,
        0,
        0,
        0);
  }

  /** The same shape with another number of segments. */
  public BertArchitecture withSegments(int segments) {
    return new BertArchitecture(
        layers,
        heads,
        hidden,
        intermediate,
        maximumPositions,
        vocabulary,
        segments,
        activation,
        epsilon,
        embeddingSize,
        sharedLayers,
        positionOffset,
        groups,
        groupLayers);
  }

  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return BertEncoder.of(parameters, pieces, this, dropout);
  }

  @Override
  public int ownLayers() {
    return sharedLayers ? 0 : layers;
  }

  /** Whether a layer brings the embeddings to the hidden states' columns: ALBERT always has one. */
  public boolean projectsEmbeddings() {
    return sharedLayers || embeddingSize != hidden;
  }
}
