package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.network.kernel.Activation;

/** ELECTRA (Clark et al. 2020): {@code ElectraModel} in {@code transformers}. */
final class ElectraFamily implements Family {
  private static final Renaming GENERATOR =
      Heads.CLS.with(
          "generator_predictions.dense.", "cls.predictions.transform.dense.",
          "generator_predictions.LayerNorm.", "cls.predictions.transform.LayerNorm.",
          "generator_lm_head.weight", "cls.predictions.decoder.weight",
          "generator_lm_head.bias", "cls.predictions.bias");

  @Override
  public String title() {
    return "ELECTRA";
  }

  @Override
  public BertArchitecture architecture(ConfigValues config) {
    return BertFamily.architecture(config, Activation.GELU, config.number("embedding_size"), 0);
  }

  @Override
  public String ours(String name) {
    return BertFamily.current(name.replaceFirst("^electra\\.", ""))
        .replaceFirst("^embeddings_project\\.", "encoder.embedding_hidden_mapping_in.");
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Heads.of(Heads.DENSE_FIRST, GENERATOR);
  }

  @Override
  public PoolerShape pooler(ConfigValues config) {
    return Heads.first(Activation.GELU);
  }

  /** The generator's, whose activation is in the model's code. */
  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    return Heads.masked(
        Activation.GELU, config.real("layer_norm_eps", BertFamily.EPSILON), own, mask);
  }
}
