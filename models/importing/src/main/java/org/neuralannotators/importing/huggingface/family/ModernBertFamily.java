package org.neuralannotators.importing.huggingface.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.ModernBertArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.MaskedHeadShape.Decoder;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.PoolerShape.Pooling;
import org.neuralannotators.head.TransformShape;

/** ModernBERT (Warner et al. 2024): {@code ModernBertModel} in {@code transformers}. */
final class ModernBertFamily implements Family {
  private static final String GLOBAL = "full_attention";
  private static final String LOCAL = "sliding_attention";
  private static final String LAYER_TYPES = "layer_types";
  private static final String ROPE = "rope_parameters";
  private static final double EPSILON = 1e-5;
  private static final String DENSE = "head.dense.";
  private static final String NORM = "head.norm.";
  private static final Map<Task, Renaming> HEADS =
      Map.of(
          Task.TOKENS,
          Renaming.of(DENSE, DENSE, NORM, NORM, "classifier.", "emissions."),
          Task.CLASSES,
          Renaming.of(DENSE, "pooler.dense.", NORM, "pooler.norm.", "classifier.", "classifier."),
          Task.ANSWERS,
          Renaming.of(DENSE, DENSE, NORM, NORM, "classifier.", "qa_outputs."),
          Task.MASKED,
          Heads.CLS.with(
              DENSE,
              "cls.predictions.transform.dense.",
              NORM,
              "cls.predictions.transform.LayerNorm.",
              "decoder.weight",
              "cls.predictions.decoder.weight",
              "decoder.bias",
              "cls.predictions.bias"));

  @Override
  public String title() {
    return "ModernBERT";
  }

  @Override
  public ModernBertArchitecture architecture(ConfigValues config) {
    config.require("position_embedding_type", "absolute", "rope", "sans_pos");
    double global = base(config, GLOBAL, "global_rope_theta", 160_000);
    return new ModernBertArchitecture(
        config.number("num_hidden_layers"),
        config.number("num_attention_heads"),
        config.number("hidden_size"),
        config.number("intermediate_size"),
        config.number("max_position_embeddings"),
        config.number("vocab_size"),
        config.activation("hidden_activation", "gelu"),
        config.real("norm_eps", EPSILON),
        globalEvery(config),
        config.number("local_attention", 128) / 2,
        global,
        base(config, LOCAL, "local_rope_theta", global),
        new ModernBertArchitecture.Biases(
            config.flag("attention_bias", false),
            config.flag("mlp_bias", false),
            config.flag("norm_bias", false)));
  }

  /** The base of rotary positions; since transformers 5 each kind of layers has its parameters. */
  private static double base(ConfigValues config, String kind, String field, double missing) {
    JsonNode parameters = config.json().path(ROPE).path(kind);
    if (parameters.isMissingNode()) {
      return config.real(field, missing);
    }
    ConfigValues values = new ConfigValues(parameters);
    values.require("rope_type", "default");
    return values.real("rope_theta", missing);
  }

  /** Since transformers 5 the kind of each layer may be given. */
  private static int globalEvery(ConfigValues config) {
    JsonNode types = config.json().path(LAYER_TYPES);
    if (!types.isArray()) {
      return config.number("global_attn_every_n_layers", 3);
    }
    int every = 1;
    while (every < types.size() && !types.get(every).asText().equals(GLOBAL)) {
      every++;
    }
    for (int i = 0; i < types.size(); i++) {
      if (!types.get(i).asText().equals(i % every == 0 ? GLOBAL : LOCAL)) {
        throw new IllegalArgumentException(
            "%s for [%s]; expected [%s] each some layers, from the first on, and [%s] between"
                .formatted(types, LAYER_TYPES, GLOBAL, LOCAL));
      }
    }
    return every;
  }

  @Override
  public String ours(String name) {
    String own = name.replaceFirst("^model\\.", "");
    return own.equals("embeddings.tok_embeddings.weight") ? EncoderArchitecture.PIECES : own;
  }

  @Override
  public Map<Task, Renaming> heads() {
    return HEADS;
  }

  @Override
  public PoolerShape pooler(ConfigValues config) {
    config.require("classifier_pooling", "cls", "mean");
    return new PoolerShape(
        config.text("classifier_pooling", "cls").equals("mean") ? Pooling.MEAN : Pooling.FIRST,
        transform(config));
  }

  /** The prediction head, which all tasks have. */
  @Override
  public TransformShape transform(ConfigValues config) {
    return new TransformShape(
        config.activation("classifier_activation", "gelu"),
        config.flag("classifier_bias", false),
        config.real("norm_eps", EPSILON),
        config.flag("norm_bias", false));
  }

  @Override
  public MaskedHeadShape masked(ConfigValues config, boolean own, int mask) {
    return new MaskedHeadShape(
        transform(config),
        own ? Decoder.OWN : Decoder.TIED,
        config.flag("decoder_bias", true),
        mask);
  }
}
