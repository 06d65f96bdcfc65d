package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.neuralannotators.generate.TargetMarks;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Output;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Positions;
import org.neuralannotators.translate.network.EncoderDecoderArchitecture.Stack;
import org.neuralannotators.translate.network.PositionKind;

/**
 * BART (Lewis et al. 2020) and what is built like it: {@code BartForConditionalGeneration} and so
 * on in {@code transformers}.
 *
 * @param positions how pieces know their place, and the longest sequence
 * @param normFirst whether a layer normalises what it reads, not what it writes
 * @param normalizedEmbeddings whether the sum of embeddings and positions is normalised
 * @param scaled whether embeddings are multiplied by the root of their columns where the
 *     configuration doesn't say it
 * @param activation where it doesn't say it
 */
record BartFamily(
    String title,
    Function<ConfigValues, Positions> positions,
    boolean normFirst,
    boolean normalizedEmbeddings,
    boolean scaled,
    String activation,
    Defaults defaults)
    implements EncoderDecoderFamily {
  private static final double EPSILON = 1e-5;

  /** PyTorch's first positions are for padding. */
  private static final int LEARNED_OFFSET = 2;

  private static final String SHARED = "shared.weight";
  private static final String SOURCE = "encoder.embed_tokens.weight";
  private static final String TARGET = "decoder.embed_tokens.weight";
  private static final String OUTPUT = "lm_head.weight";

  private static final EncoderDecoderTensors JOINT =
      tensors(SHARED, Map.of(SHARED, List.of(TARGET, SOURCE, OUTPUT)));

  private static final EncoderDecoderTensors SEPARATE =
      tensors(TARGET, Map.of(TARGET, List.of(OUTPUT)));

  /** Lewis et al. 2020. */
  static BartFamily bart() {
    return new BartFamily(
        "BART", BartFamily::learned, false, true, false, "gelu", new Defaults(2, 2, 2));
  }

  /** mBART (Liu et al. 2020) and mBART-50 (Tang et al. 2020). */
  static BartFamily mbart() {
    return new BartFamily(
        "mBART", BartFamily::learned, true, true, false, "gelu", new Defaults(0, 2, 2));
  }

  /** Marian (Junczys-Dowmunt et al. 2018). */
  static BartFamily marian() {
    return new BartFamily(
        "Marian", BartFamily::sinusoids, false, false, false, "gelu", new Defaults(58100, 0, 0));
  }

  /** Zhang et al. 2020. */
  static BartFamily pegasus() {
    return new BartFamily(
        "PEGASUS", BartFamily::sinusoids, true, false, false, "gelu", new Defaults(0, 1, 1));
  }

  /** M2M100 (Fan et al. 2020) and NLLB (NLLB Team 2022). */
  static BartFamily m2m100() {
    return new BartFamily(
        "M2M100",
        config ->
            Positions.of(
                PositionKind.INCLUSIVE_SINUSOIDS,
                maximum(config),
                config.number("pad_token_id", 1) + 1),
        true,
        false,
        true,
        "relu",
        new Defaults(2, 2, null));
  }

  private static int maximum(ConfigValues config) {
    return config.number("max_position_embeddings");
  }

  private static Positions learned(ConfigValues config) {
    return Positions.of(PositionKind.LEARNED, maximum(config), LEARNED_OFFSET);
  }

  private static Positions sinusoids(ConfigValues config) {
    return Positions.of(PositionKind.SINUSOIDS, maximum(config), 0);
  }

  @Override
  public EncoderDecoderArchitecture architecture(
      ConfigValues config, TargetMarks marks, boolean outputBias) {
    Positions own = positions.apply(config);
    config.require("normalize_before", normFirst);
    config.require("add_final_layer_norm", normFirst);
    config.require("normalize_embedding", normalizedEmbeddings);
    config.require("static_position_embeddings", own.kind() != PositionKind.LEARNED);
    config.require("tie_encoder_decoder", false);
    int hidden = config.number("d_model");
    int heads = config.divisor("encoder_attention_heads", hidden);
    config.require("decoder_attention_heads", heads);
    int sources = config.number("vocab_size");
    boolean joint = joint(config);
    return new EncoderDecoderArchitecture(
        sources,
        joint ? sources : config.number("decoder_vocab_size", sources),
        joint,
        hidden,
        hidden / heads,
        new Stack(config.number("encoder_layers"), heads, config.number("encoder_ffn_dim")),
        new Stack(config.number("decoder_layers"), heads, config.number("decoder_ffn_dim")),
        own,
        config.flag("scale_embedding", scaled),
        normalizedEmbeddings,
        NormKind.LAYER,
        EPSILON,
        normFirst,
        true,
        config.activation("activation_function", activation),
        false,
        true,
        new Output(config.flag("tie_word_embeddings", true), false, outputBias),
        marks);
  }

  private static boolean joint(ConfigValues config) {
    return config.flag("share_encoder_decoder_embeddings", true);
  }

  @Override
  public EncoderDecoderTensors tensors(ConfigValues config) {
    return joint(config) ? JOINT : SEPARATE;
  }

  /**
   * Names them.
   *
   * @param targets the embeddings of targets, and of sources where they are joint
   */
  private static EncoderDecoderTensors tensors(String targets, Map<String, List<String>> twins) {
    return new EncoderDecoderTensors(
        "model.",
        Map.ofEntries(
            entry("pieces.target", List.of(targets)),
            entry("pieces.source", List.of(SOURCE)),
            entry("S.positions", List.of("S.embed_positions.weight")),
            entry("S.embeddings.LayerNorm", List.of("S.layernorm_embedding")),
            entry(
                "S.layer.#.attention.self",
                List.of(
                    "S.layers.#.self_attn.q_proj",
                    "S.layers.#.self_attn.k_proj",
                    "S.layers.#.self_attn.v_proj")),
            entry("S.layer.#.attention.output.dense", List.of("S.layers.#.self_attn.out_proj")),
            entry(
                "S.layer.#.attention.output.LayerNorm", List.of("S.layers.#.self_attn_layer_norm")),
            entry("S.layer.#.crossattention.query", List.of("S.layers.#.encoder_attn.q_proj")),
            entry(
                "S.layer.#.crossattention.keyValue",
                List.of("S.layers.#.encoder_attn.k_proj", "S.layers.#.encoder_attn.v_proj")),
            entry(
                "S.layer.#.crossattention.output.dense",
                List.of("S.layers.#.encoder_attn.out_proj")),
            entry(
                "S.layer.#.crossattention.output.LayerNorm",
                List.of("S.layers.#.encoder_attn_layer_norm")),
            entry("S.layer.#.intermediate.dense", List.of("S.layers.#.fc1")),
            entry("S.layer.#.output.dense", List.of("S.layers.#.fc2")),
            entry("S.layer.#.output.LayerNorm", List.of("S.layers.#.final_layer_norm")),
            entry("S.LayerNorm", List.of("S.layer_norm")),
            entry("output.weight", List.of(OUTPUT)),
            entry("output.bias", List.of("final_logits_bias"))),
        twins,
        Pattern.compile(
            "shared\\.weight|lm_head\\.weight"
                + "|(encoder|decoder)\\.(embed_tokens\\.weight|embed_positions\\..*|version)"));
  }
}
