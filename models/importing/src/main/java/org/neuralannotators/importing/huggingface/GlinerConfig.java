package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.zeroshot.GlinerArchitecture.Form;
import org.neuralannotators.zeroshot.WordPooling;

/**
 * Reads a {@code gliner_config.json}. Models of GLiNER with one encoder for labels and words are
 * known; what is not is refused by name.
 */
record GlinerConfig(Path source, JsonNode json) {
  /** Parts that only other kinds of GLiNER models have. */
  private static final List<String> OTHER_PARTS =
      List.of("labels_encoder", "labels_decoder", "relations_layer", "span_encoder_config");

  private static final List<String> OTHER_WAYS = List.of("fuse_layers", "precomputed_prompts_mode");
  private static final String STREAMING = "gliner_streaming_span";

  /**
   * @throws BundleException for a model of another kind
   */
  void requireKnown() throws BundleException {
    for (String part : OTHER_PARTS) {
      if (json.hasNonNull(part)) {
        throw refused(part, json.get(part).toString(), "none: a model with one encoder");
      }
    }
    for (String way : OTHER_WAYS) {
      if (json.path(way).asBoolean()) {
        throw refused(way, "true", "false");
      }
    }
    if (json.path("model_type").asText().equals(STREAMING)) {
      throw refused("model_type", STREAMING, "a model with an encoder");
    }
  }

  Form form() throws BundleException {
    String mode = text("span_mode", "markerV0");
    return switch (mode) {
      case "marker" -> Form.MARKER;
      case "markerV0" -> Form.MARKER_V0;
      case "token_level" ->
          json.path("represent_spans").asBoolean() ? Form.TOKEN_SPANS : Form.TOKENS;
      default -> throw refused("span_mode", mode, "markerV0, marker or token_level");
    };
  }

  WordPooling pooling() throws BundleException {
    String mode = text("subtoken_pooling", "first");
    try {
      return WordPooling.valueOf(mode.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused("subtoken_pooling", mode, "first, last, mean or max");
    }
  }

  /** Older models say whether there are recurrent layers, newer ones how many. */
  int recurrentLayers() throws BundleException {
    return number("num_rnn_layers", json.path("has_rnn").asBoolean(true) ? 1 : 0);
  }

  String text(String field, String otherwise) {
    return json.path(field).asText(otherwise);
  }

  int number(String field, int otherwise) throws BundleException {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt()) {
      throw refused(field, value.toString(), "a whole number");
    }
    return value.intValue();
  }

  boolean truth(String field, boolean otherwise) {
    return json.path(field).asBoolean(otherwise);
  }

  BundleException refused(String field, String found, String expected) {
    return new BundleException(
        "[%s] has [%s] for [%s]; expected %s. Take another model"
            .formatted(source, found, field, expected));
  }
}
