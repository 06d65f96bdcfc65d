package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.network.kernel.Activation;

/** DistilBERT (Sanh et al. 2019): {@code DistilBertModel} in {@code transformers}. */
final class DistilBertFamily implements Family {
  private static final Renaming CLASSES =
      Renaming.of("pre_classifier.", "pooler.dense.", "classifier.", "classifier.");
  private static final Renaming MASKED =
      Heads.CLS.with(
          "vocab_transform.", "cls.predictions.transform.dense.",
          "vocab_layer_norm.", "cls.predictions.transform.LayerNorm.",
          "vocab_projector.weight", "cls.predictions.decoder.weight",
          "vocab_projector.bias", "cls.predictions.bias");

  @Override
  public String title() {
    return "DistilBERT";
  }

  @Override
  public BertArchitecture architecture(ConfigValues config) {
    int hidden = config.number("dim");
    return new BertArchitecture(
        config.number("n_layers"),
        config.number("n_heads"),
        hidden,
        config.number("hidden_dim"),
        config.number("max_position_embeddings", BertFamily.POSITIONS),
        config.number("vocab_size"),
        0,
        config.activation("activation", "gelu"),
        BertFamily.EPSILON,
        hidden,
        false,
        0,
        0,
        0);
  }

  @Override
  public String ours(String name) {
    return name.replaceFirst("^distilbert\\.", "")
        .replaceFirst("^transformer\\.layer\\.", "encoder.layer.")
        .replace(".attention.q_lin.", ".attention.self.query.")
        .replace(".attention.k_lin.", ".attention.self.key.")
        .replace(".attention.v_lin.", ".attention.self.value.")
        .replace(".attention.out_lin.", ".attention.output.dense.")
        .replace(".sa_layer_norm.", ".attention.output.LayerNorm.")
        .replace(".ffn.lin1.", ".intermediate.dense.")
        .replace(".ffn.lin2.", ".output.dense.")
        .replace(".output_layer_norm.", ".output.LayerNorm.");
  }

  @Override
  public Map<Task, Renaming> heads() {
    return Heads.of(CLASSES, MASKED);
  }

  @Override
  public PoolerShape pooler(ConfigValues config) {
    return Heads.first(Activation.RELU);
  }

  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    return Heads.masked(config.activation("activation", "gelu"), BertFamily.EPSILON, own, mask);
  }
}
