package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.kernel.Activation;

/**
 * Reads a {@code config.json} of Hugging Face's, or a {@code bert_config.json} of Google's.
 *
 * @param gelu what {@code gelu} stands for in it
 */
public record BertConfig(Path source, JsonNode json, Activation gelu) {
  private static final String BERT = "bert";
  private static final String ALBERT = "albert";
  private static final double EPSILON = 1e-12;

  /**
   * The encoder's shape.
   *
   * @throws BundleException when it is another model's
   */
  public BertArchitecture architecture() throws BundleException {
    String type = json.path("model_type").asText(BERT);
    boolean albert = type.equals(ALBERT);
    if (!albert && !type.equals(BERT)) {
      throw refused("model_type", type, BERT + " or " + ALBERT);
    }
    String positions = json.path("position_embedding_type").asText("absolute");
    if (!positions.equals("absolute")) {
      throw refused("position_embedding_type", positions, "absolute");
    }
    int hidden = number("hidden_size");
    try {
      return new BertArchitecture(
          number("num_hidden_layers"),
          number("num_attention_heads"),
          hidden,
          number("intermediate_size"),
          number("max_position_embeddings"),
          number("vocab_size"),
          number("type_vocab_size"),
          activation(),
          json.path("layer_norm_eps").asDouble(EPSILON),
          albert ? number("embedding_size") : hidden,
          albert,
          0,
          albert ? json.path("num_hidden_groups").asInt(1) : 0,
          albert ? json.path("inner_group_num").asInt(1) : 0);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + source + "] has " + e.getMessage(), e);
    }
  }

  private Activation activation() {
    String name = json.path("hidden_act").asText("gelu");
    return name.equals("gelu") ? gelu : ActivationNames.of(name);
  }

  private int number(String field) throws BundleException {
    JsonNode value = json.path(field);
    if (!value.isInt()) {
      throw refused(field, value.isMissingNode() ? "nothing" : value.toString(), "a number");
    }
    return value.intValue();
  }

  private BundleException refused(String field, String found, String expected) {
    return new BundleException(
        "["
            + source
            + "] has ["
            + found
            + "] for ["
            + field
            + "], expected "
            + expected
            + ". Take a checkpoint of BERT or ALBERT");
  }
}
