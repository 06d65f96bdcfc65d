package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.XlnetArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.PoolerShape.Pooling;
import org.neuralannotators.head.TransformShape;

/** XLNet (Yang et al. 2019): {@code XLNetModel} in {@code transformers}, its content stream. */
final class XlnetFamily implements Family {
  /** As long as sequences were in pretraining (section 3.1); the encoder itself has no limit. */
  private static final int POSITIONS = 512;

  private static final Renaming CLASSES =
      Renaming.of("sequence_summary.summary.", "pooler.dense.", "logits_proj.", "classifier.");

  @Override
  public String title() {
    return "XLNet";
  }

  @Override
  public XlnetArchitecture architecture(ConfigValues config) {
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

  @Override
  public String ours(String name) {
    return name.replaceFirst("^transformer\\.", "")
        .replaceFirst("^word_embedding\\.weight$", EncoderArchitecture.PIECES)
        .replaceFirst("^layer\\.", "encoder.layer.")
        .replace(".rel_attn.layer_norm.", ".attention.output.LayerNorm.")
        .replace(".rel_attn.", ".attention.")
        .replace(".ff.layer_norm.", ".output.LayerNorm.")
        .replace(".ff.layer_1.", ".intermediate.dense.")
        .replace(".ff.layer_2.", ".output.dense.");
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Map.of(Task.TOKENS, Heads.TOKENS, Task.CLASSES, CLASSES, Task.ANSWERS, Heads.ANSWERS);
  }

  /** The sequence summary. */
  @Override
  public PoolerShape pooler(ConfigValues config) {
    config.require("summary_type", "last", "first", "mean");
    Pooling pooling =
        switch (config.text("summary_type", "last")) {
          case "first" -> Pooling.FIRST;
          case "mean" -> Pooling.MEAN;
          default -> Pooling.LAST;
        };
    if (!config.flag("summary_use_proj", true)) {
      return new PoolerShape(pooling, null);
    }
    return new PoolerShape(
        pooling, TransformShape.dense(config.activation("summary_activation", "linear")));
  }

  /** There is none: pieces are predicted by the query stream. */
  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    throw new IllegalArgumentException("a head for masked pieces, which XLNet hasn't");
  }
}
