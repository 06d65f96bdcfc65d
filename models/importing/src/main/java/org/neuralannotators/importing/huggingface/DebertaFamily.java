package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.neuralannotators.encode.transformer.DebertaArchitecture;
import org.neuralannotators.encode.transformer.DebertaDistances;
import org.neuralannotators.network.kernel.Activation;

/**
 * DeBERTa (He et al. 2020; He et al. 2021): {@code DebertaModel} and {@code DebertaV2Model} in
 * {@code transformers}.
 */
final class DebertaFamily {
  private static final String CONTENT_TO_POSITION = "c2p";
  private static final String POSITION_TO_CONTENT = "p2c";

  private DebertaFamily() {}

  /**
   * The architecture that a configuration describes.
   *
   * @throws IllegalArgumentException if it has a value that isn't supported, naming both
   */
  static DebertaArchitecture architecture(JsonNode json) {
    ConfigValues config = new ConfigValues(json);
    int hidden = config.number("hidden_size");
    return new DebertaArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        hidden,
        config.number("intermediate_size"),
        config.number("max_position_embeddings"),
        config.number("vocab_size"),
        config.number("type_vocab_size", 0),
        Activation.GELU,
        config.real("layer_norm_eps", 1e-7),
        config.number("embedding_size", hidden),
        config.flag("position_biased_input", true),
        distances(config));
  }

  private static DebertaDistances distances(ConfigValues config) {
    Set<String> terms = terms(config.json().path("pos_att_type"));
    if (!config.flag("relative_attention", false)) {
      return null;
    }
    int furthest = config.number("max_relative_positions", -1);
    return new DebertaDistances(
        terms.contains(CONTENT_TO_POSITION),
        terms.contains(POSITION_TO_CONTENT),
        config.flag("share_att_key", false),
        config.text("norm_rel_ebd", "none").contains("layer_norm"),
        furthest < 1 ? config.number("max_position_embeddings") : furthest,
        Math.max(0, config.number("position_buckets", -1)));
  }

  /** A list, or one text with bars between. */
  private static Set<String> terms(JsonNode json) {
    Set<String> terms = new LinkedHashSet<>();
    if (json.isTextual()) {
      Arrays.stream(json.asText().toLowerCase(Locale.ROOT).split("\\|"))
          .map(String::strip)
          .forEach(terms::add);
    }
    json.forEach(each -> terms.add(each.asText()));
    return terms;
  }

  /** The name that a tensor has with us. */
  static String ours(String name) {
    return name.replaceFirst("^deberta\\.", "");
  }
}
