package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;

/** ALBERT (Lan et al. 2019): {@code AlbertModel} in {@code transformers}. */
public final class AlbertFamily implements Family {
  private static final Pattern LAYER =
      Pattern.compile("encoder\\.albert_layer_groups\\.(\\d+)\\.albert_layers\\.(\\d+)\\.");
  private static final Renaming OUTSIDE =
      Renaming.of(
          "predictions.dense.", "cls.predictions.transform.dense.",
          "predictions.LayerNorm.", "cls.predictions.transform.LayerNorm.",
          "predictions.bias", "cls.predictions.bias",
          "predictions.decoder.", "cls.predictions.decoder.",
          "sop_classifier.classifier.", "cls.seq_relationship.",
          "pooler.weight", "pooler.dense.weight",
          "pooler.bias", "pooler.dense.bias");
  private static final Renaming PARTS =
      Renaming.of(
          "attention.dense.", "attention.output.dense.",
          "attention.LayerNorm.", "attention.output.LayerNorm.",
          "attention.", "attention.self.",
          "full_layer_layer_norm.", "output.LayerNorm.",
          "ffn_output.", "output.dense.",
          "ffn.", "intermediate.dense.");

  @Override
  public String title() {
    return "ALBERT";
  }

  @Override
  public BertArchitecture architecture(ConfigValues config) {
    config.require("position_embedding_type", "absolute");
    return new BertArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        config.number("hidden_size"),
        config.number("intermediate_size"),
        config.number("max_position_embeddings", BertFamily.POSITIONS),
        config.number("vocab_size"),
        config.number("type_vocab_size"),
        config.activation("hidden_act", "gelu"),
        config.real("layer_norm_eps", BertFamily.EPSILON),
        config.number("embedding_size"),
        true,
        0,
        config.number("num_hidden_groups", 1),
        config.number("inner_group_num", 1));
  }

  @Override
  public String ours(String name) {
    String own = name.replaceFirst("^albert\\.", "");
    Matcher layer = LAYER.matcher(own);
    if (!layer.lookingAt()) {
      return OUTSIDE.ours(own).orElse(own);
    }
    String inner = layer.group(2).equals("0") ? "." : "." + layer.group(2) + ".";
    String part = own.substring(layer.end());
    return "encoder.layer." + layer.group(1) + inner + PARTS.ours(part).orElse(part);
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
        config.activation("hidden_act", "gelu"),
        config.real("layer_norm_eps", BertFamily.EPSILON),
        own,
        mask);
  }
}
