package org.neuralannotators.train.lm;

import static org.neuralannotators.network.Measures.requirePositive;

import java.util.Objects;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.lm.decoder.RotaryShape;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.train.config.Keys;

/**
 * A decoder that starts from random weights; what isn't said is as in GPT-2 (Radford et al. 2019).
 *
 * @param layers how many
 * @param heads of the attention
 * @param keyValueHeads heads of keys and values; {@code heads} by default
 * @param hidden columns of the hidden states
 * @param intermediate columns inside of the feed-forward networks; four times {@code hidden} by
 *     default, and two thirds of that with a gate (Shazeer 2020)
 * @param context the longest text that is read at once, in pieces; 1024 by default
 * @param positions how pieces know their place
 * @param memory how many pieces before those that are read at once are remembered, with relative
 *     positions; none by default
 * @param attention its kind
 * @param norm the kind of normalisation
 * @param activation inside of the feed-forward networks; {@code gelu_tanh} by default, and {@code
 *     silu} with a gate
 * @param gated whether these have a gate
 * @param biases whether linear layers have some
 * @param tied whether the embeddings are the output's weights too
 */
public record DecoderShape(
    Integer layers,
    Integer heads,
    Integer keyValueHeads,
    Integer hidden,
    Integer intermediate,
    Integer context,
    Positions positions,
    Integer memory,
    Attention attention,
    NormKind norm,
    Activation activation,
    boolean gated,
    Boolean biases,
    Boolean tied) {
  private static final double EPSILON = 1e-5;
  private static final double ROTARY_BASE = 10_000;

  public DecoderShape {
    Keys.require("transformer.layers", layers);
    Keys.require("transformer.heads", heads);
    Keys.require("transformer.hidden", hidden);
    requirePositive("transformer.heads", heads);
    keyValueHeads = Objects.requireNonNullElse(keyValueHeads, heads);
    requirePositive("transformer.keyValueHeads", keyValueHeads);
    if (hidden % heads != 0 || heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "[transformer.hidden] is [%d], [transformer.heads] is [%d] and [transformer.keyValueHeads] is [%d]; expected each to be a multiple of the next"
              .formatted(hidden, heads, keyValueHeads));
    }
    intermediate =
        Objects.requireNonNullElse(intermediate, gated ? Math.round(8f * hidden / 3) : 4 * hidden);
    context = Objects.requireNonNullElse(context, 1024);
    positions = Objects.requireNonNullElse(positions, Positions.LEARNED);
    memory = Objects.requireNonNullElse(memory, 0);
    if (memory < 0 || (memory > 0 && positions != Positions.RELATIVE)) {
      throw new IllegalArgumentException(
          "[transformer.memory] is [%d] and [transformer.positions] is [%s]; expected 0 or more, and above 0 [RELATIVE] positions"
              .formatted(memory, positions));
    }
    attention = Objects.requireNonNullElse(attention, Attention.SOFTMAX);
    norm = Objects.requireNonNullElse(norm, NormKind.LAYER);
    activation =
        Objects.requireNonNullElse(activation, gated ? Activation.SILU : Activation.GELU_TANH);
    biases = Objects.requireNonNullElse(biases, true);
    tied = Objects.requireNonNullElse(tied, true);
    if (!biases && !gated) {
      throw new IllegalArgumentException(
          "[transformer.biases] is [false] without [transformer.gated]; expected [true], or a"
              + " gate");
    }
  }

  /**
   * The network for so many pieces.
   *
   * @throws IllegalArgumentException when its measures don't fit together
   */
  DecoderArchitecture architecture(int vocabulary) {
    return new DecoderArchitecture(
        layers,
        hidden,
        new CausalAttention.Heads(heads, keyValueHeads, hidden / heads),
        intermediate,
        vocabulary,
        context,
        positions,
        positions == Positions.ROTARY ? new RotaryShape(ROTARY_BASE, null) : null,
        attention,
        0,
        memory,
        norm,
        EPSILON,
        true,
        false,
        activation,
        gated,
        biases ? Biases.ALL : Biases.NONE,
        tied);
  }
}
