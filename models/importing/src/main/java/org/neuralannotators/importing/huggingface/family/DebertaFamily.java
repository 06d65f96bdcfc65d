package org.neuralannotators.importing.huggingface.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.neuralannotators.encode.transformer.DebertaArchitecture;
import org.neuralannotators.encode.transformer.DebertaConvolution;
import org.neuralannotators.encode.transformer.DebertaDistances;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;

/**
 * DeBERTa (He et al. 2020; He et al. 2021): {@code DebertaModel} and {@code DebertaV2Model} in
 * {@code transformers}.
 */
final class DebertaFamily implements Family {
  private static final String FIRST = "deberta";
  private static final String SECOND = "deberta-v2";
  private static final String CONTENT_TO_POSITION = "c2p";
  private static final String POSITION_TO_CONTENT = "p2c";
  private static final String NORMALIZED = "layer_norm";
  private static final double EPSILON = 1e-7;

  /** Both layouts: transformers', and that of the files that Microsoft published. */
  private static final Renaming MASKED =
      Heads.masked("lm_predictions.lm_head.", "dense.", "LayerNorm.");

  @Override
  public String title() {
    return "DeBERTa";
  }

  @Override
  public DebertaArchitecture architecture(ConfigValues config) {
    config.require("model_type", FIRST, SECOND);
    config.require("talking_head", false);
    boolean first = config.text("model_type", SECOND).equals(FIRST);
    int hidden = config.number("hidden_size");
    int heads = config.number("num_attention_heads");
    config.require("attention_head_size", hidden / Math.max(1, heads));
    return new DebertaArchitecture(
        config.number("num_hidden_layers"),
        heads,
        hidden,
        config.number("intermediate_size"),
        config.number("max_position_embeddings"),
        config.number("vocab_size"),
        config.number("type_vocab_size", 0),
        config.activation("hidden_act", "gelu"),
        config.real("layer_norm_eps", EPSILON),
        config.number("embedding_size", hidden),
        config.flag("position_biased_input", true),
        !first,
        distances(config, first),
        first ? null : convolution(config));
  }

  private static DebertaDistances distances(ConfigValues config, boolean first) {
    Set<String> terms = terms(config.json().path("pos_att_type"));
    boolean relative = config.flag("relative_attention", false);
    if (relative == terms.isEmpty()
        || !Set.of(CONTENT_TO_POSITION, POSITION_TO_CONTENT).containsAll(terms)) {
      throw new IllegalArgumentException(
          "%s for [pos_att_type] and [%b] for [relative_attention]; expected c2p, p2c or both with"
                  .formatted(terms, relative)
              + " true, or nothing with false");
    }
    if (!relative) {
      return null;
    }
    int furthest = config.number("max_relative_positions", -1);
    return new DebertaDistances(
        terms.contains(CONTENT_TO_POSITION),
        terms.contains(POSITION_TO_CONTENT),
        !first && config.flag("share_att_key", false),
        !first && isNormalized(config.text("norm_rel_ebd", "none")),
        furthest < 1 ? config.number("max_position_embeddings") : furthest,
        first ? 0 : Math.max(0, config.number("position_buckets", -1)));
  }

  private static boolean isNormalized(String kinds) {
    Set<String> found = split(kinds).collect(Collectors.toCollection(TreeSet::new));
    if (!Set.of("none", NORMALIZED).containsAll(found)) {
      throw new IllegalArgumentException(
          "[" + kinds + "] for [norm_rel_ebd]; expected none or " + NORMALIZED);
    }
    return found.contains(NORMALIZED);
  }

  private static DebertaConvolution convolution(ConfigValues config) {
    int size = config.number("conv_kernel_size", 0);
    return size < 1
        ? null
        : new DebertaConvolution(
            size, config.number("conv_groups", 1), config.activation("conv_act", "tanh"));
  }

  /** A list, or one text with bars between. */
  private static Set<String> terms(JsonNode json) {
    Stream<String> terms =
        json.isTextual()
            ? split(json.asText())
            : StreamSupport.stream(json.spliterator(), false).map(JsonNode::asText);
    return terms.collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> split(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\|"))
        .map(String::strip)
        .filter(part -> !part.isEmpty());
  }

  @Override
  public String ours(String name) {
    return name.startsWith("deberta.") ? name.substring("deberta.".length()) : name;
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Heads.of(Heads.POOLED, MASKED);
  }

  /** The context pooler. */
  @Override
  public PoolerShape pooler(ConfigValues config) {
    return Heads.first(config.activation("pooler_hidden_act", "gelu"));
  }

  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    return Heads.masked(
        config.activation("hidden_act", "gelu"), config.real("layer_norm_eps", EPSILON), own, mask);
  }
}
