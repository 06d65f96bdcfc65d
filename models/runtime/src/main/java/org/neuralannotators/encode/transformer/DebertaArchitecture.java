package org.neuralannotators.encode.transformer;

import static org.neuralannotators.network.Measures.requirePositive;

import java.util.List;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of DeBERTa's encoder, of all its versions (He et al. 2020; He et al. 2021).
 *
 * @param layers how many there are
 * @param heads of the attention
 * @param hidden columns of the hidden states, a multiple of {@code heads}
 * @param intermediate columns inside of the feed-forward networks
 * @param maximumPositions the longest sequence
 * @param vocabulary number of word pieces
 * @param segments number of segments; 0 when it knows none
 * @param activation between the layers of the feed-forward networks
 * @param epsilon of the layer normalisation
 * @param embeddingSize columns of the embeddings
 * @param absolutePositions whether embeddings of positions are added to those of the pieces
 * @param keyBiases whether keys have biases: not in the first version, which has other names too
 * @param distances what attention knows of them; null for nothing
 * @param convolution behind the first layer; null for none
 */
public record DebertaArchitecture(
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
    boolean absolutePositions,
    boolean keyBiases,
    DebertaDistances distances,
    DebertaConvolution convolution)
    implements EncoderArchitecture {
  private static final List<String> PASSED_OVER =
      List.of("embeddings.position_embeddings.", "lm_predictions.", "mask_predictions.");

  public DebertaArchitecture {
    requirePositive("layers", layers);
    requirePositive("heads", heads);
    requirePositive("hidden", hidden);
    requirePositive("intermediate", intermediate);
    requirePositive("maximumPositions", maximumPositions);
    requirePositive("vocabulary", vocabulary);
    requirePositive("embeddingSize", embeddingSize);
    if (segments < 0) {
      throw new IllegalArgumentException("[" + segments + "] segments; expected 0 or more");
    }
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "[" + hidden + "] hidden columns for [" + heads + "] heads; expected a multiple");
    }
    if (convolution != null && hidden % convolution.groups() != 0) {
      throw new IllegalArgumentException(
          "[%d] hidden columns for [%d] groups of a convolution; expected a multiple"
              .formatted(hidden, convolution.groups()));
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          "Epsilon [" + epsilon + "] of the layer normalisation; expected a number above 0");
    }
    if (!keyBiases && distances != null && distances.sharedProjections()) {
      throw new IllegalArgumentException(
          "Distances that go through projections without [keyBiases]; expected their own");
    }
  }

  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return DebertaEncoder.of(parameters, pieces, this, dropout);
  }

  @Override
  public List<CheckpointTensor> tensors(Parameter parameter) {
    return DebertaTensors.of(parameter, this);
  }

  /** Microsoft's files have embeddings of positions though they are not used, and their heads. */
  @Override
  public boolean passesOver(String tensor) {
    return PASSED_OVER.stream().anyMatch(tensor::startsWith);
  }
}
