package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
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
    return Gpt2Family.architecture(
        config, 4 * config.number("n_embd"), false, ACTIVATIONS.get(config.text("afn", "gelu")));
  }

  @Override
  public DecoderTensors tensors() {
    return TENSORS;
  }
}
