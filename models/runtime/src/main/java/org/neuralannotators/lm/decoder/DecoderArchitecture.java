package org.neuralannotators.lm.decoder;

import static org.neuralannotators.network.Measures.requirePositive;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of a decoder without an encoder, as a bundle's manifest keeps it.
 *
 * @param layers how many
 * @param hidden columns of the hidden states
 * @param heads of the attention: those of queries, those of keys and values, and their columns
 * @param intermediate columns inside of the feed-forward networks
 * @param vocabulary number of pieces
 * @param maximumPositions the longest text that is read at once
 * @param positions how pieces know their place
 * @param rotary its angles; null with other positions
 * @param attention its kind
 * @param window how many pieces one attends to, itself included (Beltagy et al. 2020; Jiang et al.
 *     2023); 0 for all before it
 * @param memory how many pieces before those that are read at once are remembered (Dai et al. 2019,
 *     section 3.2), which needs relative positions; 0 for none
 * @param norm the kind of normalisation
 * @param epsilon of the normalisation
 * @param normFirst whether it comes before each part, with one more behind the last layer, and not
 *     behind each sum
 * @param normalizedHeads whether each head's queries and keys are normalised
 * @param activation inside of the feed-forward networks
 * @param gated whether these have a gate (Shazeer 2020)
 * @param biases where there are some
 * @param tied whether the embeddings are the output's weights too (Press and Wolf 2017)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecoderArchitecture(
    int layers,
    int hidden,
    CausalAttention.Heads heads,
    int intermediate,
    int vocabulary,
    int maximumPositions,
    Positions positions,
    RotaryShape rotary,
    Attention attention,
    int window,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int memory,
    NormKind norm,
    double epsilon,
    boolean normFirst,
    boolean normalizedHeads,
    Activation activation,
    boolean gated,
    Biases biases,
    boolean tied) {
  public DecoderArchitecture {
    requirePositive("layers", layers);
    requirePositive("hidden", hidden);
    requirePositive("intermediate", intermediate);
    requirePositive("vocabulary", vocabulary);
    requirePositive("maximumPositions", maximumPositions);
    require("heads", heads);
    require("positions", positions);
    attention = attention == null ? Attention.SOFTMAX : attention;
    require("norm", norm);
    require("activation", activation);
    require("biases", biases);
    if ((positions == Positions.ROTARY) != (rotary != null)) {
      throw new IllegalArgumentException(
          "Positions [%s] with rotary [%s]; expected the latter with [ROTARY] alone"
              .formatted(positions, rotary));
    }
    if (positions == Positions.ROTARY && heads.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "[%d] columns of a head with rotary positions; expected an even number"
              .formatted(heads.size()));
    }
    if (window < 0) {
      throw new IllegalArgumentException("window [" + window + "]; expected 0 or more pieces");
    }
    if (attention == Attention.LINEAR) {
      requireLinear(heads, window, normalizedHeads);
    }
    if (positions == Positions.RELATIVE) {
      requireRelative(attention, normalizedHeads);
    }
    if (memory < 0 || (memory > 0 && positions != Positions.RELATIVE)) {
      throw new IllegalArgumentException(
          "memory [%d] with positions [%s]; expected 0 or more pieces, and above 0 positions [RELATIVE]"
              .formatted(memory, positions));
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          "Epsilon [" + epsilon + "] of the normalisation; expected a number above 0");
    }
    if (!gated && !biases.feedForward()) {
      throw new IllegalArgumentException(
          "A feed-forward network with neither gate nor biases; expected one of them");
    }
  }

  private static void requireLinear(
      CausalAttention.Heads heads, int window, boolean normalizedHeads) {
    if (heads.keys() != heads.queries() || window > 0 || normalizedHeads) {
      throw new IllegalArgumentException(
          "Linear attention with [%d] heads of queries, [%d] of keys, a window of [%d] and normalizedHeads [%s]; expected as many heads of each, no window and no normalised heads"
              .formatted(heads.queries(), heads.keys(), window, normalizedHeads));
    }
  }

  private static void requireRelative(Attention attention, boolean normalizedHeads) {
    if (attention != Attention.SOFTMAX || normalizedHeads) {
      throw new IllegalArgumentException(
          "Positions [RELATIVE] with attention [%s] and normalizedHeads [%s]; expected attention [SOFTMAX] and no normalised heads"
              .formatted(attention, normalizedHeads));
    }
  }

  /** The longest text that is read, in parts where there is a memory. */
  public int longestText() {
    return memory > 0 ? Integer.MAX_VALUE : maximumPositions;
  }

  /**
   * How many pieces one attends to, itself included, where texts grow: with a memory as many as the
   * last one of those that are read at once. 0 for all before it.
   */
  int reach() {
    return memory > 0 && window == 0 ? Math.addExact(memory, maximumPositions) : window;
  }

  private static void require(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("[" + name + "] of a decoder is missing");
    }
  }

  /** How pieces know their place. */
  public enum Positions {
    /** An embedding for each. */
    LEARNED,
    /** Sines and cosines (Vaswani et al. 2017, section 3.5). */
    SINUSOIDAL,
    /** Rotations of queries and keys. */
    ROTARY,
    /** What attention has with distances (Dai et al. 2019, section 3.3). */
    RELATIVE
  }

  /** Kinds of attention. */
  public enum Attention {
    /** By the softmax of scaled products (Vaswani et al. 2017, section 3.2). */
    SOFTMAX,
    /** By products of features, in constant time and memory a piece (Katharopoulos et al. 2020). */
    LINEAR
  }

  /**
   * Where linear layers have biases.
   *
   * @param queriesKeysValues to queries, keys and values
   * @param attention from the weighted values
   * @param feedForward in the feed-forward network
   */
  public record Biases(boolean queriesKeysValues, boolean attention, boolean feedForward) {
    /** Everywhere, as in GPT. */
    public static final Biases ALL = new Biases(true, true, true);

    /** Nowhere, as in Llama. */
    public static final Biases NONE = new Biases(false, false, false);
  }
}
