package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;

/**
 * The shape of DeBERTa's encoder, as its second and third version have it (He et al. 2020; He et
 * al. 2021).
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
 * @param distances what attention knows of them; null for nothing
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
    DebertaDistances distances)
    implements EncoderArchitecture {
  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return DebertaEncoder.of(parameters, pieces, this, dropout);
  }

  @Override
  public List<EncoderTensor> tensors(Parameter parameter) {
    return DebertaTensors.of(parameter);
  }
}
