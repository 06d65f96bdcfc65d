package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.neuralannotators.lm.decoder.DecoderArchitecture;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Attention;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Biases;
import org.neuralannotators.lm.decoder.DecoderArchitecture.Positions;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.attention.CausalAttention.Heads;

/**
 * Llama (Touvron et al. 2023) and what is built like it: {@code LlamaModel} and so on in {@code
 * transformers}.
 *
 * @param normalizedHeads whether queries and keys are normalised
 * @param biases where there are some
 * @param window how many pieces one attends to; 0 for all before it
 */
record LlamaFamily(
    String title,
    boolean normalizedHeads,
    Function<ConfigValues, Biases> biases,
    ToIntFunction<ConfigValues> window)
    implements DecoderFamily {
  private static final DecoderTensors TENSORS =
      new DecoderTensors(
          "model.",
          true,
          Map.ofEntries(
              entry("embeddings.pieces", List.of("embed_tokens")),
              entry("layers.#.attention_norm", List.of("layers.#.input_layernorm")),
              entry(
                  "layers.#.attention.input",
                  List.of(
                      "layers.#.self_attn.q_proj",
                      "layers.#.self_attn.k_proj",
                      "layers.#.self_attn.v_proj")),
              entry("layers.#.attention.query_norm", List.of("layers.#.self_attn.q_norm")),
              entry("layers.#.attention.key_norm", List.of("layers.#.self_attn.k_norm")),
              entry("layers.#.attention.output", List.of("layers.#.self_attn.o_proj")),
              entry("layers.#.norm", List.of("layers.#.post_attention_layernorm")),
              entry("layers.#.up", List.of("layers.#.mlp.gate_proj", "layers.#.mlp.up_proj")),
              entry("layers.#.down", List.of("layers.#.mlp.down_proj")),
              entry("norm", List.of("norm")),
              entry("output", List.of("lm_head"))),
          Pattern.compile("(layers\\.\\d+\\.self_attn\\.)?rotary_emb\\..*|lm_head\\.weight"));

  /** Touvron et al. 2023; SmolLM and TinyLlama are such models. */
  static LlamaFamily llama() {
    return new LlamaFamily(
        "Llama",
        false,
        config -> biases(config.flag("attention_bias", false), config.flag("mlp_bias", false)),
        SlidingWindow::none);
  }

  /** Jiang et al. 2023. */
  static LlamaFamily mistral() {
    return new LlamaFamily("Mistral", false, config -> Biases.NONE, SlidingWindow::ofAllLayers);
  }

  /** Qwen2 and Qwen2.5 (Yang et al. 2024). */
  static LlamaFamily qwen2() {
    return new LlamaFamily(
        "Qwen2", false, config -> new Biases(true, false, false), SlidingWindow::ofUpperLayers);
  }

  /** Yang et al. 2025. */
  static LlamaFamily qwen3() {
    return new LlamaFamily(
        "Qwen3",
        true,
        config -> biases(config.flag("attention_bias", false), false),
        SlidingWindow::ofUpperLayers);
  }

  private static Biases biases(boolean attention, boolean feedForward) {
    return new Biases(attention, attention, feedForward);
  }

  @Override
  public DecoderArchitecture architecture(ConfigValues config) {
    int hidden = config.number("hidden_size");
    int heads = config.number("num_attention_heads");
    int size =
        config.json().hasNonNull("head_dim")
            ? config.number("head_dim")
            : hidden / config.divisor("num_attention_heads", hidden);
    return new DecoderArchitecture(
        config.number("num_hidden_layers"),
        hidden,
        new Heads(heads, config.number("num_key_value_heads", heads), size),
        config.number("intermediate_size"),
        config.number("vocab_size"),
        config.number("max_position_embeddings"),
        Positions.ROTARY,
        RotaryValues.of(config),
        Attention.SOFTMAX,
        window.applyAsInt(config),
        0,
        NormKind.RMS,
        config.real("rms_norm_eps", 1e-6),
        true,
        normalizedHeads,
        config.activation("hidden_act", "silu"),
        true,
        biases.apply(config),
        config.flag("tie_word_embeddings", false));
  }

  @Override
  public DecoderTensors tensors() {
    return TENSORS;
  }
}
