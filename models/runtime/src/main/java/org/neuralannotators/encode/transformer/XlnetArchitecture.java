package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.CheckpointTensor;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The shape of XLNet's encoder (Yang et al. 2019), of its content stream.
 *
 * @param layers how many there are
 * @param heads of the attention
 * @param hidden columns of the embeddings and of the hidden states, even and a multiple of {@code
 *     heads}
 * @param intermediate columns inside of the feed-forward networks
 * @param maximumPositions the longest sequence; a choice, as the encoder knows no limit
 * @param vocabulary number of pieces
 * @param activation inside of the feed-forward networks
 * @param epsilon of the layer normalisation
 * @param furthest larger distances count as this one; 0 for no limit
 */
public record XlnetArchitecture(
    int layers,
    int heads,
    int hidden,
    int intermediate,
    int maximumPositions,
    int vocabulary,
    Activation activation,
    double epsilon,
    int furthest)
    implements EncoderArchitecture {
  /** Those of the first text, of the second one and of the piece at the end; only equal counts. */
  private static final int SEGMENTS = 3;

  private static final List<String> QUERY_KEY_VALUE = List.of("q", "k", "v");

  public XlnetArchitecture {
    if (layers < 1 || heads < 1 || maximumPositions < 1 || furthest < 0 || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          ("[%d] layers, [%d] heads, [%d] positions, epsilon [%s] and distances up to [%d] of XLNet;"
                  + " expected at least 1, distances at least 0")
              .formatted(layers, heads, maximumPositions, epsilon, furthest));
    }
    if (hidden < 2 || hidden % 2 != 0 || hidden % heads != 0) {
      throw new IllegalArgumentException(
          "[%d] hidden columns for [%d] heads; expected a multiple, and an even number"
              .formatted(hidden, heads));
    }
  }

  @Override
  public int segments() {
    return SEGMENTS;
  }

  @Override
  public int embeddingSize() {
    return hidden;
  }

  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return XlnetEncoder.of(parameters, pieces, this, dropout);
  }

  /** The layers of attention have a row for each input, and a dimension for the heads. */
  @Override
  public List<CheckpointTensor> tensors(Parameter parameter) {
    String name = parameter.name();
    Matrix value = parameter.value();
    String part = name.substring(name.lastIndexOf(".attention.") + 1).replace("attention.", "");
    String layer = name.substring(0, name.length() - part.length());
    int size = hidden / heads;
    return switch (part) {
      case "qkv.weight" ->
          IntStream.range(0, QUERY_KEY_VALUE.size())
              .mapToObj(
                  i ->
                      CheckpointTensor.table(
                              layer + QUERY_KEY_VALUE.get(i),
                              value.columns(i * hidden, (i + 1) * hidden))
                          .withShape(hidden, heads, size))
              .toList();
      case "r.weight" ->
          List.of(CheckpointTensor.table(layer + "r", value).withShape(hidden, heads, size));
      case "o.weight" ->
          List.of(CheckpointTensor.weights(layer + "o", value).withShape(hidden, heads, size));
      case "r_w_bias", "r_r_bias", "r_s_bias" ->
          List.of(CheckpointTensor.table(name, value.reshape(heads, size)));
      case "seg_embed" -> List.of(CheckpointTensor.table(name, value).withShape(2, heads, size));
      default -> List.of(BertTensors.named(name, value));
    };
  }

  /** The vector from which the query stream starts, which only pretraining needs. */
  @Override
  public boolean passesOver(String tensor) {
    return tensor.equals("mask_emb");
  }
}
