package org.neuralannotators.importing.huggingface;

import org.neuralannotators.encode.transformer.MobileBertArchitecture;
import org.neuralannotators.encode.transformer.MobileBertArchitecture.AttentionInput;

/** MobileBERT (Sun et al. 2020): {@code MobileBertModel} in {@code transformers}. */
final class MobileBertFamily {
  private static final String LAYER_NORM = "layer_norm";
  private static final String NO_NORM = "no_norm";

  private MobileBertFamily() {}

  /**
   * The architecture that a configuration describes.
   *
   * @throws IllegalArgumentException if it has a value that isn't supported, naming both
   */
  static MobileBertArchitecture architecture(ConfigValues config) {
    config.require("normalization_type", NO_NORM, LAYER_NORM);
    boolean bottleneck = config.flag("use_bottleneck", true);
    int hidden = config.number("hidden_size");
    return new MobileBertArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        hidden,
        bottleneck ? config.number("intra_bottleneck_size", 128) : hidden,
        attention(config, bottleneck),
        config.number("intermediate_size"),
        config.number("num_feedforward_networks", 4),
        config.activation("hidden_act", "relu"),
        config.text("normalization_type", NO_NORM).equals(LAYER_NORM),
        config.real("layer_norm_eps", 1e-12),
        config.number("max_position_embeddings"),
        config.number("vocab_size"),
        config.number("type_vocab_size"),
        config.number("embedding_size", 128),
        config.flag("trigram_input", true));
  }

  private static AttentionInput attention(ConfigValues config, boolean bottleneck) {
    if (!bottleneck) {
      return AttentionInput.NO_BOTTLENECK;
    }
    if (config.flag("use_bottleneck_attention", false)) {
      return AttentionInput.BOTTLENECK;
    }
    return config.flag("key_query_shared_bottleneck", true)
        ? AttentionInput.OWN_BOTTLENECK
        : AttentionInput.HIDDEN;
  }

  /** The name that a tensor has with us. */
  static String ours(String name) {
    return name.replaceFirst("^mobilebert\\.", "");
  }
}
