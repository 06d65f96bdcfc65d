package org.neuralannotators.importing.huggingface;

import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.XlnetArchitecture;

/** XLNet (Yang et al. 2019): {@code XLNetModel} in {@code transformers}, its content stream. */
final class XlnetFamily {
  /** As long as sequences were in pretraining (section 3.1); the encoder itself has no limit. */
  private static final int POSITIONS = 512;

  private XlnetFamily() {}

  /**
   * The architecture that a configuration describes.
   *
   * @throws IllegalArgumentException if it has a value that isn't supported, naming both
   */
  static XlnetArchitecture architecture(ConfigValues config) {
    config.require("attn_type", "bi");
    config.require("bi_data", false);
    int hidden = config.number("d_model");
    int heads = config.number("n_head");
    if (heads > 0) {
      config.require("d_head", hidden / heads);
    }
    return new XlnetArchitecture(
        config.number("n_layer"),
        heads,
        hidden,
        config.number("d_inner"),
        POSITIONS,
        config.number("vocab_size"),
        config.activation("ff_activation", "gelu"),
        config.real("layer_norm_eps", 1e-12),
        Math.max(0, config.number("clamp_len", -1)));
  }

  /** The name that a tensor has with us. */
  static String ours(String name) {
    return name.replaceFirst("^transformer\\.", "")
        .replaceFirst("^word_embedding\\.weight$", EncoderArchitecture.PIECES)
        .replaceFirst("^layer\\.", "encoder.layer.")
        .replace(".rel_attn.layer_norm.", ".attention.output.LayerNorm.")
        .replace(".rel_attn.", ".attention.")
        .replace(".ff.layer_norm.", ".output.LayerNorm.")
        .replace(".ff.layer_1.", ".intermediate.dense.")
        .replace(".ff.layer_2.", ".output.dense.");
  }
}
