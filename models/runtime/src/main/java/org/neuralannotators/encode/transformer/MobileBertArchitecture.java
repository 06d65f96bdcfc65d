package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of MobileBERT's encoder (Sun et al. 2020).
 *
 * @param layers how many there are
 * @param heads of the attention
 * @param hidden columns between the layers
 * @param bottleneck columns inside of the layers, a multiple of {@code heads}; those between them
 *     where there are no bottlenecks
 * @param attention what attention reads
 * @param intermediate columns inside of the feed-forward networks
 * @param feedForwards how many of them a layer has, one behind the other
 * @param activation inside of the feed-forward networks
 * @param normalized whether rows are normalised, as the teacher's; if not, columns are scaled
 * @param epsilon of the layer normalisation
 * @param maximumPositions the longest sequence
 * @param vocabulary number of word pieces
 * @param segments number of segments
 * @param embeddingSize columns of the pieces' embeddings
 * @param trigrams whether a piece is read with its neighbours
 */
public record MobileBertArchitecture(
    int layers,
    int heads,
    int hidden,
    int bottleneck,
    AttentionInput attention,
    int intermediate,
    int feedForwards,
    Activation activation,
    boolean normalized,
    double epsilon,
    int maximumPositions,
    int vocabulary,
    int segments,
    int embeddingSize,
    boolean trigrams)
    implements EncoderArchitecture {
  /** What the attention of a layer reads. */
  public enum AttentionInput {
    /** There are no bottlenecks: it reads what the layer reads. */
    NO_BOTTLENECK,
    /** Queries, keys and values are made of what is behind the bottleneck. */
    BOTTLENECK,
    /** Queries and keys have a bottleneck of their own, values none. */
    OWN_BOTTLENECK,
    /** All are made of what the layer reads, though there is a bottleneck around. */
    HIDDEN
  }

  public MobileBertArchitecture {
    if (heads < 1 || bottleneck % heads != 0) {
      throw new IllegalArgumentException(
          "[%d] columns of the bottleneck for [%d] heads; expected a multiple"
              .formatted(bottleneck, heads));
    }
    boolean narrow = attention != AttentionInput.NO_BOTTLENECK;
    if ((!narrow || attention == AttentionInput.HIDDEN) && bottleneck != hidden) {
      throw new IllegalArgumentException(
          "[%d] columns of the bottleneck and [%d] hidden columns with [%s]; expected the same"
              .formatted(bottleneck, hidden, attention));
    }
    if (layers < 1 || feedForwards < 1 || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "[%d] layers with [%d] feed-forward networks and epsilon [%s]; expected more than 0 of each"
              .formatted(layers, feedForwards, epsilon));
    }
  }

  /** Whether layers are narrower inside. */
  boolean hasBottlenecks() {
    return attention != AttentionInput.NO_BOTTLENECK;
  }

  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return MobileBertEncoder.of(parameters, pieces, this, dropout);
  }

  @Override
  public List<CheckpointTensor> tensors(Parameter parameter) {
    String name = parameter.name();
    return List.of(
        name.equals(MobileBertEncoder.TRANSFORMATION + ".weight")
            ? CheckpointTensor.weights(name, parameter.value())
            : BertTensors.named(name, parameter.value()));
  }

  /** The bottleneck of attention is there also where attention doesn't use it. */
  @Override
  public boolean passesOver(String tensor) {
    return attention == AttentionInput.BOTTLENECK && tensor.contains(".bottleneck.attention.");
  }
}
