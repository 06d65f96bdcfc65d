package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Output;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Positions;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Stack;

/**
 * T5 (Raffel et al. 2020) and what is built like it: {@code T5ForConditionalGeneration} in {@code
 * transformers}.
 *
 * @param tied whether the embeddings are the output's weights where the configuration doesn't say
 *     it
 * @param feedForward where it doesn't say it
 */
record T5Family(String title, boolean tied, String feedForward) implements EncoderDecoderFamily {
  private static final String GATED = "gated-";
  private static final String SHARED = "shared.weight";
  private static final EncoderDecoderTensors PLAIN = tensors("wi");
  private static final EncoderDecoderTensors WITH_GATES = tensors("wi_0", "wi_1");

  /** T5, T5 1.1 and Flan-T5 (Chung et al. 2022). */
  static T5Family t5() {
    return new T5Family("T5", true, "relu");
  }

  /** Xue et al. 2021. */
  static T5Family mt5() {
    return new T5Family("mT5", false, "gated-gelu");
  }

  @Override
  public Defaults defaults() {
    return new Defaults(0, 1, null);
  }

  @Override
  public EncoderDecoderArchitecture architecture(
      ConfigValues config, TargetMarks marks, boolean outputBias) {
    config.require("tie_encoder_decoder", false);
    int pieces = config.number("vocab_size");
    int layers = config.number("num_layers");
    int heads = config.number("num_heads");
    int intermediate = config.number("d_ff");
    boolean tiedOutput = config.flag("tie_word_embeddings", tied);
    return new EncoderDecoderArchitecture(
        pieces,
        pieces,
        true,
        config.number("d_model"),
        config.number("d_kv"),
        new Stack(layers, heads, intermediate),
        new Stack(config.number("num_decoder_layers", layers), heads, intermediate),
        Positions.relative(
            Positions.WITHOUT_LIMIT,
            config.number("relative_attention_num_buckets", 32),
            config.number("relative_attention_max_distance", 128)),
        false,
        false,
        NormKind.RMS,
        config.real("layer_norm_epsilon", 1e-6),
        true,
        false,
        activation(config),
        gated(config),
        false,
        new Output(tiedOutput, tiedOutput, outputBias),
        marks);
  }

  private boolean gated(ConfigValues config) {
    return config.text("feed_forward_proj", feedForward).startsWith(GATED);
  }

  /** Its gated GELU is the one by tanh. */
  private Activation activation(ConfigValues config) {
    String name = config.text("feed_forward_proj", feedForward);
    if (name.equals("gated-gelu")) {
      return Activation.GELU_TANH;
    }
    try {
      return ActivationNames.of(gated(config) ? name.substring(GATED.length()) : name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ", in [feed_forward_proj]", e);
    }
  }

  @Override
  public EncoderDecoderTensors tensors(ConfigValues config) {
    return gated(config) ? WITH_GATES : PLAIN;
  }

  private static EncoderDecoderTensors tensors(String... inner) {
    return new EncoderDecoderTensors(
        "",
        Map.ofEntries(
            entry("pieces.target", List.of(SHARED)),
            entry(
                "S.relative_bias",
                List.of("S.block.0.layer.0.SelfAttention.relative_attention_bias")),
            entry(
                "S.layer.#.attention.self",
                List.of(
                    "S.block.#.layer.0.SelfAttention.q",
                    "S.block.#.layer.0.SelfAttention.k",
                    "S.block.#.layer.0.SelfAttention.v")),
            entry("S.layer.#.attention.output.dense", List.of("S.block.#.layer.0.SelfAttention.o")),
            entry("S.layer.#.attention.output.LayerNorm", List.of("S.block.#.layer.0.layer_norm")),
            entry("S.layer.#.crossattention.query", List.of("S.block.#.layer.1.EncDecAttention.q")),
            entry(
                "S.layer.#.crossattention.keyValue",
                List.of(
                    "S.block.#.layer.1.EncDecAttention.k", "S.block.#.layer.1.EncDecAttention.v")),
            entry(
                "S.layer.#.crossattention.output.dense",
                List.of("S.block.#.layer.1.EncDecAttention.o")),
            entry(
                "S.layer.#.crossattention.output.LayerNorm",
                List.of("S.block.#.layer.1.layer_norm")),
            entry("encoder.layer.#.intermediate.dense", inner("encoder.block.#.layer.1", inner)),
            entry("decoder.layer.#.intermediate.dense", inner("decoder.block.#.layer.2", inner)),
            entry(
                "encoder.layer.#.output.dense",
                List.of("encoder.block.#.layer.1.DenseReluDense.wo")),
            entry(
                "decoder.layer.#.output.dense",
                List.of("decoder.block.#.layer.2.DenseReluDense.wo")),
            entry(
                "encoder.layer.#.output.LayerNorm", List.of("encoder.block.#.layer.1.layer_norm")),
            entry(
                "decoder.layer.#.output.LayerNorm", List.of("decoder.block.#.layer.2.layer_norm")),
            entry("S.LayerNorm", List.of("S.final_layer_norm")),
            entry("output.weight", List.of("lm_head.weight"))),
        Map.of(
            SHARED,
            List.of(
                "decoder.embed_tokens.weight", "encoder.embed_tokens.weight", "lm_head.weight")),
        Pattern.compile(
            "lm_head\\.weight|(encoder|decoder)\\.embed_tokens\\.weight"
                + "|decoder\\.block\\.0\\.layer\\.1\\.EncDecAttention\\.relative_attention_bias\\.weight"));
  }

  private static List<String> inner(String layer, String... names) {
    return List.of(names).stream().map(name -> layer + ".DenseReluDense." + name).toList();
  }
}
