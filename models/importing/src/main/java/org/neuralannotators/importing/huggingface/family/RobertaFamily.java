package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.network.kernel.Activation;

/**
 * RoBERTa (Liu et al. 2019), and with other tokenizers XLM-RoBERTa (Conneau et al. 2019) and
 * CamemBERT (Martin et al. 2019): {@code RobertaModel} in {@code transformers}.
 */
record RobertaFamily(String title) implements Family {
  /** Positions begin behind the padding's id. */
  @Override
  public BertArchitecture architecture(ConfigValues config) {
    return BertFamily.architecture(
        config,
        Activation.GELU,
        config.number("hidden_size"),
        config.number("pad_token_id", 1) + 1);
  }

  @Override
  public String ours(String name) {
    return BertFamily.current(name.replaceFirst("^roberta\\.", ""));
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
    return Heads.masked(
        Activation.GELU, config.real("layer_norm_eps", BertFamily.EPSILON), own, mask);
  }
}
