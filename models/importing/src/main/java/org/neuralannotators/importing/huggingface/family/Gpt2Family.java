package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.attention.CausalAttention.Heads;
import org.neuralannotators.network.kernel.Activation;

/** GPT-2 (Radford et al. 2019): {@code GPT2Model} in {@code transformers}. */
final class Gpt2Family implements DecoderFamily {
  private static final DecoderTensors TENSORS =
      new DecoderTensors(
          "transformer.",
          false,
          Map.ofEntries(
              entry("embeddings.pieces", List.of("wte")),
              entry("embeddings.positions", List.of("wpe")),
              entry("layers.#.attention_norm", List.of("h.#.ln_1")),
              entry("layers.#.attention.input", List.of("h.#.attn.c_attn")),
              entry("layers.#.attention.output", List.of("h.#.attn.c_proj")),
              entry("layers.#.norm", List.of("h.#.ln_2")),
              entry("layers.#.intermediate.dense", List.of("h.#.mlp.c_fc")),
              entry("layers.#.output.dense", List.of("h.#.mlp.c_proj")),
              entry("norm", List.of("ln_f")),
              entry("output", List.of("lm_head"))),
          Pattern.compile("h\\.\\d+\\.attn\\.(bias|masked_bias)|lm_head\\.weight"));

  @Override
  public String title() {
    return "GPT-2";
  }

  @Override
  public DecoderArchitecture architecture(ConfigValues config) {
    config.require("scale_attn_weights", true);
    config.require("scale_attn_by_inverse_layer_idx", false);
    return architecture(
        config,
        config.number("n_inner", 4 * config.number("n_embd")),
        true,
        config.activation("activation_function", "gelu_new"));
  }

  /**
   * What GPT-2 shares with the first GPT.
   *
   * @param intermediate width of the feed-forward networks
   * @param normFirst whether a layer normalizes what it reads, not what it writes
   */
  static DecoderArchitecture architecture(
      ConfigValues config, int intermediate, boolean normFirst, Activation activation) {
    int hidden = config.number("n_embd");
    int heads = config.divisor("n_head", hidden);
    return new DecoderArchitecture(
        config.number("n_layer"),
        hidden,
        new Heads(heads, heads, hidden / heads),
        intermediate,
        config.number("vocab_size"),
        config.number("n_positions"),
        Positions.LEARNED,
        null,
        Attention.SOFTMAX,
        0,
        0,
        NormKind.LAYER,
        config.real("layer_norm_epsilon", 1e-5),
        normFirst,
        false,
        activation,
        false,
        Biases.ALL,
        config.flag("tie_word_embeddings", true));
  }

  @Override
  public DecoderTensors tensors() {
    return TENSORS;
  }
}
