package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.NormKind;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.network.attention.CausalAttention.Heads;
import org.neuralannotators.network.kernel.Activation;

/** The first GPT (Radford et al. 2018): {@code OpenAIGPTModel} in {@code transformers}. */
final class GptFamily implements DecoderFamily {
  private static final DecoderTensors TENSORS =
      new DecoderTensors(
          "transformer.",
          false,
          Map.ofEntries(
              entry("embeddings.pieces", List.of("tokens_embed")),
              entry("embeddings.positions", List.of("positions_embed")),
              entry("layers.#.attention.input", List.of("h.#.attn.c_attn")),
              entry("layers.#.attention.output", List.of("h.#.attn.c_proj")),
              entry("layers.#.attention_norm", List.of("h.#.ln_1")),
              entry("layers.#.intermediate.dense", List.of("h.#.mlp.c_fc")),
              entry("layers.#.output.dense", List.of("h.#.mlp.c_proj")),
              entry("layers.#.norm", List.of("h.#.ln_2")),
              entry("output", List.of("lm_head"))),
          Pattern.compile("h\\.\\d+\\.attn\\.bias|lm_head\\.weight"));

  /** The model's own names; its GELU is the one by tanh. */
  private static final Map<String, Activation> ACTIVATIONS =
      Map.of(
          "gelu", Activation.GELU_TANH,
          "relu", Activation.RELU,
          "silu", Activation.SILU,
          "swish", Activation.SILU);

  @Override
  public String title() {
    return "GPT";
  }

  @Override
  public DecoderArchitecture architecture(ConfigValues config) {
    config.require("afn", ACTIVATIONS.keySet().stream().sorted().toArray());
    int hidden = config.number("n_embd");
    int heads = config.divisor("n_head", hidden);
    return new DecoderArchitecture(
        config.number("n_layer"),
        hidden,
        new Heads(heads, heads, hidden / heads),
        4 * hidden,
        config.number("vocab_size"),
        config.number("n_positions"),
        Positions.LEARNED,
        null,
        Attention.SOFTMAX,
        0,
        0,
        NormKind.LAYER,
        config.real("layer_norm_epsilon", 1e-5),
        false,
        false,
        ACTIVATIONS.get(config.text("afn", "gelu")),
        false,
        Biases.ALL,
        config.flag("tie_word_embeddings", true));
  }

  @Override
  public DecoderTensors tensors() {
    return TENSORS;
  }
}
