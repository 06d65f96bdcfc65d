package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.MpnetArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.network.kernel.Activation;

/** MPNet (Song et al. 2020): {@code MPNetModel} in {@code transformers}. */
final class MpnetFamily implements Family {
  /** Where positions begin, whatever the padding's id. */
  private static final int POSITION_OFFSET = 2;

  /** Fixed in the model's code. */
  private static final int BUCKETS = 32;

  private static final int FURTHEST = 128;
  private static final double EPSILON = 1e-12;

  @Override
  public String title() {
    return "MPNet";
  }

  @Override
  public MpnetArchitecture architecture(ConfigValues config) {
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
            config.real("layer_norm_eps", EPSILON),
            hidden,
            false,
            POSITION_OFFSET,
            0,
            0),
        BUCKETS,
        FURTHEST);
  }

  @Override
  public String ours(String name) {
    return name.replaceFirst("^mpnet\\.", "")
        .replace(".attention.attn.q.", ".attention.self.query.")
        .replace(".attention.attn.k.", ".attention.self.key.")
        .replace(".attention.attn.v.", ".attention.self.value.")
        .replace(".attention.attn.o.", ".attention.output.dense.")
        .replace(".attention.LayerNorm.", ".attention.output.LayerNorm.");
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Heads.of(Heads.DENSE_FIRST, Heads.LM_HEAD);
  }

  @Override
  public PoolerShape pooler(ConfigValues config) {
    return PoolerShape.BERT;
  }

  /** The activation is in the model's code. */
  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    return Heads.masked(Activation.GELU, config.real("layer_norm_eps", EPSILON), own, mask);
  }
}
