package org.neuralannotators.encode.transformer;

import static org.neuralannotators.network.Measures.requirePositive;

import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of ModernBERT's encoder (Warner et al. 2024).
 *
 * @param layers how many there are
 * @param heads of the attention
 * @param hidden columns of the hidden states, an even multiple of {@code heads}
 * @param intermediate columns inside of the feed-forward networks
 * @param maximumPositions the longest sequence
 * @param vocabulary number of pieces
 * @param activation of what is gated in the feed-forward networks
 * @param epsilon of the layer normalisation
 * @param globalEvery each how manyth layer attends to whole sequences, from the first on
 * @param localDistance how far the pieces may be that the other layers attend to
 * @param globalBase of the rotary positions of layers that attend to whole sequences
 * @param localBase of the rotary positions of the others
 * @param biases which layers have them
 */
public record ModernBertArchitecture(
    int layers,
    int heads,
    int hidden,
    int intermediate,
    int maximumPositions,
    int vocabulary,
    Activation activation,
    double epsilon,
    int globalEvery,
    int localDistance,
    double globalBase,
    double localBase,
    Biases biases)
    implements EncoderArchitecture {
  /**
   * Which layers have biases.
   *
   * @param attention those of queries, keys, values and of the attention's output
   * @param feedForward those of the feed-forward networks
   * @param norm those of the layer normalisation
   */
  public record Biases(boolean attention, boolean feedForward, boolean norm) {}

  public ModernBertArchitecture {
    requirePositive("layers", layers);
    requirePositive("heads", heads);
    requirePositive("hidden", hidden);
    requirePositive("intermediate", intermediate);
    requirePositive("maximumPositions", maximumPositions);
    requirePositive("vocabulary", vocabulary);
    requirePositive("globalEvery", globalEvery);
    if (hidden % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "[%d] hidden columns for [%d] heads with rotary positions; expected an even multiple"
              .formatted(hidden, heads));
    }
    if (activation == null || biases == null) {
      throw new IllegalArgumentException(
          "[%s] as activation and [%s] as biases of a ModernBERT encoder; expected both"
              .formatted(activation, biases));
    }
    if (localDistance < 0 || !(epsilon > 0) || !(globalBase > 0) || !(localBase > 0)) {
      throw new IllegalArgumentException(
          ("Local distance [%d], epsilon [%s], bases [%s] and [%s] of a ModernBERT encoder;"
                  + " expected at least 0, and numbers above 0")
              .formatted(localDistance, epsilon, globalBase, localBase));
    }
  }

  @Override
  public int segments() {
    return 0;
  }

  @Override
  public int embeddingSize() {
    return hidden;
  }

  /** Whether a layer attends to whole sequences. */
  boolean isGlobal(int layer) {
    return layer % globalEvery == 0;
  }

  @Override
  public Encoder encoder(Parameters parameters, EmbeddingTable pieces, EncoderDropout dropout) {
    return ModernBertEncoder.of(parameters, pieces, this, dropout);
  }
}
