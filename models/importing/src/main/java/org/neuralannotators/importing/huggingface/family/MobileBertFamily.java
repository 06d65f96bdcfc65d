package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.MobileBertArchitecture;
import org.neuralannotators.encode.transformer.MobileBertArchitecture.AttentionInput;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.MaskedHeadShape.Decoder;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.PoolerShape.Pooling;

/** MobileBERT (Sun et al. 2020): {@code MobileBertModel} in {@code transformers}. */
final class MobileBertFamily implements Family {
  private static final String LAYER_NORM = "layer_norm";
  private static final String NO_NORM = "no_norm";
  private static final double EPSILON = 1e-12;
  private static final int EMBEDDING_SIZE = 128;

  @Override
  public String title() {
    return "MobileBERT";
  }

  @Override
  public MobileBertArchitecture architecture(ConfigValues config) {
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
        config.real("layer_norm_eps", EPSILON),
        config.number("max_position_embeddings"),
        config.number("vocab_size"),
        config.number("type_vocab_size"),
        config.number("embedding_size", EMBEDDING_SIZE),
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

  @Override
  public String ours(String name) {
    return name.replaceFirst("^mobilebert\\.", "");
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Heads.of(Heads.POOLED, Heads.CLS);
  }

  /** The pooler of the base model, which may be none. */
  @Override
  public PoolerShape pooler(ConfigValues config) {
    return config.flag("classifier_activation", true)
        ? PoolerShape.BERT
        : new PoolerShape(Pooling.FIRST, null);
  }

  /** The decoder is the embeddings, and more columns where hidden states have more. */
  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    MaskedHeadShape shape =
        Heads.masked(
            config.activation("hidden_act", "relu"),
            config.real("layer_norm_eps", EPSILON),
            own,
            mask);
    return config.number("hidden_size") > config.number("embedding_size", EMBEDDING_SIZE)
        ? new MaskedHeadShape(shape.transform(), Decoder.EXTENDED, shape.bias(), mask)
        : shape;
  }
}
