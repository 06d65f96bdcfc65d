package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.kernel.Activation;

/**
 * BERT (Devlin et al. 2018) and those that are like it: ALBERT (Lan et al. 2019), DistilBERT (Sanh
 * et al. 2019), ELECTRA (Clark et al. 2020), RoBERTa (Liu et al. 2019), XLM-RoBERTa and CamemBERT.
 */
public final class BertFamily {
  private static final double EPSILON = 1e-12;
  private static final int POSITIONS = 512;
  private static final String LAYER = "encoder.layer.";

  private static final Pattern ALBERT_LAYER =
      Pattern.compile("encoder\\.albert_layer_groups\\.(\\d+)\\.albert_layers\\.(\\d+)\\.");

  /** Models for a task have their encoder under one of these names. */
  private static final List<String> MODELS =
      List.of("bert.", "albert.", "distilbert.", "electra.", "roberta.");

  private static final Renaming BEGINNINGS =
      Renaming.of(
          "predictions.dense.", "cls.predictions.transform.dense.",
          "predictions.LayerNorm.", "cls.predictions.transform.LayerNorm.",
          "predictions.bias", "cls.predictions.bias",
          "predictions.decoder.", "cls.predictions.decoder.",
          "sop_classifier.classifier.", "cls.seq_relationship.",
          "pooler.weight", "pooler.dense.weight",
          "pooler.bias", "pooler.dense.bias",
          "embeddings_project.", "encoder.embedding_hidden_mapping_in.",
          "transformer.layer.", LAYER);

  private static final Renaming ALBERT_PARTS =
      Renaming.of(
          "attention.dense.", "attention.output.dense.",
          "attention.LayerNorm.", "attention.output.LayerNorm.",
          "attention.", "attention.self.",
          "full_layer_layer_norm.", "output.LayerNorm.",
          "ffn_output.", "output.dense.",
          "ffn.", "intermediate.dense.");

  private BertFamily() {}

  /**
   * The architecture that a configuration describes, of Google's too.
   *
   * @param gelu what {@code gelu} stands for in it
   * @throws IllegalArgumentException if it has a value that isn't supported, naming both
   */
  public static BertArchitecture architecture(JsonNode json, Activation gelu) {
    ConfigValues config = new ConfigValues(json);
    config.require("position_embedding_type", "absolute");
    String type = config.text("model_type", "bert");
    return switch (type) {
      case "bert" -> bert(config, gelu, config.number("hidden_size"), 0);
      case "electra" -> bert(config, gelu, config.number("embedding_size"), 0);
      case "albert" -> albert(config, gelu);
      case "distilbert" -> distilBert(config, gelu);
      case "roberta", "xlm-roberta", "camembert" ->
          bert(config, gelu, config.number("hidden_size"), config.number("pad_token_id", 1) + 1);
      default ->
          throw new IllegalArgumentException(
              "[%s] for [model_type]; expected [bert] or one that is like it".formatted(type));
    };
  }

  private static BertArchitecture bert(
      ConfigValues config, Activation gelu, int embeddingSize, int positionOffset) {
    return new BertArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        config.number("hidden_size"),
        config.number("intermediate_size"),
        config.number("max_position_embeddings", POSITIONS + positionOffset) - positionOffset,
        config.number("vocab_size"),
        config.number("type_vocab_size"),
        activation(config, "hidden_act", gelu),
        config.real("layer_norm_eps", EPSILON),
        embeddingSize,
        false,
        positionOffset,
        0,
        0);
  }

  private static BertArchitecture albert(ConfigValues config, Activation gelu) {
    return new BertArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        config.number("hidden_size"),
        config.number("intermediate_size"),
        config.number("max_position_embeddings", POSITIONS),
        config.number("vocab_size"),
        config.number("type_vocab_size"),
        activation(config, "hidden_act", gelu),
        config.real("layer_norm_eps", EPSILON),
        config.number("embedding_size"),
        true,
        0,
        config.number("num_hidden_groups", 1),
        config.number("inner_group_num", 1));
  }

  private static BertArchitecture distilBert(ConfigValues config, Activation gelu) {
    int hidden = config.number("dim");
    return new BertArchitecture(
        config.number("n_layers"),
        config.number("n_heads"),
        hidden,
        config.number("hidden_dim"),
        config.number("max_position_embeddings", POSITIONS),
        config.number("vocab_size"),
        0,
        activation(config, "activation", gelu),
        EPSILON,
        hidden,
        false,
        0,
        0,
        0);
  }

  private static Activation activation(ConfigValues config, String field, Activation gelu) {
    return config.text(field, "gelu").equals("gelu") ? gelu : config.activation(field, "gelu");
  }

  /**
   * The name in {@code BertModel}, of an older name, of one in a model for a task, of the others.
   */
  public static String ours(String name) {
    for (String model : MODELS) {
      if (name.startsWith(model)) {
        return ours(name.substring(model.length()));
      }
    }
    Matcher albert = ALBERT_LAYER.matcher(name);
    if (albert.lookingAt()) {
      String inner = albert.group(2).equals("0") ? "." : "." + albert.group(2) + ".";
      String part = name.substring(albert.end());
      return LAYER + albert.group(1) + inner + ALBERT_PARTS.ours(part).orElse(part);
    }
    Optional<String> begun = BEGINNINGS.ours(name);
    return inLayer(begun.orElse(name))
        .replace("LayerNorm.gamma", "LayerNorm.weight")
        .replace("LayerNorm.beta", "LayerNorm.bias");
  }

  /** DistilBERT's names of what is in a layer. */
  private static String inLayer(String name) {
    if (!name.startsWith(LAYER)) {
      return name;
    }
    return name.replace(".attention.q_lin.", ".attention.self.query.")
        .replace(".attention.k_lin.", ".attention.self.key.")
        .replace(".attention.v_lin.", ".attention.self.value.")
        .replace(".attention.out_lin.", ".attention.output.dense.")
        .replace(".sa_layer_norm.", ".attention.output.LayerNorm.")
        .replace(".ffn.lin1.", ".intermediate.dense.")
        .replace(".ffn.lin2.", ".output.dense.")
        .replace(".output_layer_norm.", ".output.LayerNorm.");
  }
}
