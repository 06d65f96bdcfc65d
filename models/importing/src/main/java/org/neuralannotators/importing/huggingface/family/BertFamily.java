package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.network.kernel.Activation;

/** BERT (Devlin et al. 2018): {@code BertModel} in {@code transformers}. */
public final class BertFamily implements Family {
  static final double EPSILON = 1e-12;
  static final int POSITIONS = 512;

  @Override
  public String title() {
    return "BERT";
  }

  @Override
  public BertArchitecture architecture(ConfigValues config) {
    return architecture(config, Activation.GELU);
  }

  /**
   * The architecture that a configuration describes, of Google's too.
   *
   * @param gelu what {@code gelu} stands for in it
   * @throws IllegalArgumentException if it has a value that isn't supported, naming both
   */
  public static BertArchitecture architecture(ConfigValues config, Activation gelu) {
    config.require("model_type", "bert");
    return architecture(config, gelu, config.number("hidden_size"), 0);
  }

  /** An architecture with the names of BERT's values. */
  static BertArchitecture architecture(
      ConfigValues config, Activation gelu, int embeddingSize, int positionOffset) {
    config.require("position_embedding_type", "absolute");
    return new BertArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        config.number("hidden_size"),
        config.number("intermediate_size"),
        config.number("max_position_embeddings", POSITIONS + positionOffset) - positionOffset,
        config.number("vocab_size"),
        config.number("type_vocab_size"),
        config.text("hidden_act", "gelu").equals("gelu")
            ? gelu
            : config.activation("hidden_act", "gelu"),
        config.real("layer_norm_eps", EPSILON),
        embeddingSize,
        false,
        positionOffset,
        0,
        0);
  }

  @Override
  public String ours(String name) {
    return current(name.replaceFirst("^bert\\.", ""));
  }

  /** The name of today, of an older one. */
  static String current(String name) {
    return name.replace("LayerNorm.gamma", "LayerNorm.weight")
        .replace("LayerNorm.beta", "LayerNorm.bias");
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Heads.of(Heads.POOLED, Heads.CLS);
  }

  @Override
  public PoolerShape pooler(ConfigValues config) {
    return PoolerShape.BERT;
  }

  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    return Heads.masked(
        config.activation("hidden_act", "gelu"), config.real("layer_norm_eps", EPSILON), own, mask);
  }
}
