package org.neuralannotators.importing.huggingface;

import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.MpnetArchitecture;

/** MPNet (Song et al. 2020): {@code MPNetModel} in {@code transformers}. */
final class MpnetFamily {
  /** Where positions begin, whatever the padding's id. */
  private static final int POSITION_OFFSET = 2;

  /** Fixed in the model's code. */
  private static final int BUCKETS = 32;

  private static final int FURTHEST = 128;

  private MpnetFamily() {}

  /**
   * The architecture that a configuration describes.
   *
   * @throws IllegalArgumentException if it has a value that isn't supported, naming both
   */
  static MpnetArchitecture architecture(ConfigValues config) {
    config.require("relative_attention_num_buckets", BUCKETS);
    int hidden = config.number("hidden_size");
    return new MpnetArchitecture(
        new BertArchitecture(
            config.number("num_hidden_layers"),
            config.number("num_attention_heads"),
            hidden,
            config.number("intermediate_size"),
            config.number("max_position_embeddings") - POSITION_OFFSET,
            config.number("vocab_size"),
            0,
            config.activation("hidden_act", "gelu"),
            config.real("layer_norm_eps", 1e-12),
            hidden,
            false,
            POSITION_OFFSET,
            0,
            0),
        BUCKETS,
        FURTHEST);
  }

  /** The name that a tensor has with us. */
  static String ours(String name) {
    return name.replaceFirst("^mpnet\\.", "")
        .replace(".attention.attn.q.", ".attention.self.query.")
        .replace(".attention.attn.k.", ".attention.self.key.")
        .replace(".attention.attn.v.", ".attention.self.value.")
        .replace(".attention.attn.o.", ".attention.output.dense.")
        .replace(".attention.LayerNorm.", ".attention.output.LayerNorm.");
  }
}
