package org.neuralannotators.importing.huggingface.gliner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.importing.huggingface.family.ConfigValues;
import org.neuralannotators.zeroshot.GlinerArchitecture.Form;
import org.neuralannotators.zeroshot.WordPooling;

/**
 * The values of a {@code gliner_config.json}. Models of GLiNER with one encoder for labels and
 * words are known; what is not is an {@link IllegalArgumentException} that names it.
 */
record GlinerConfig(ConfigValues values) {
  /** Parts that only other kinds of GLiNER models have. */
  private static final List<String> OTHER_PARTS =
      List.of("labels_encoder", "labels_decoder", "relations_layer", "span_encoder_config");

  private static final List<String> OTHER_WAYS = List.of("fuse_layers", "precomputed_prompts_mode");
  private static final String STREAMING = "gliner_streaming_span";

  GlinerConfig(JsonNode json) {
    this(new ConfigValues(json));
    for (String part : OTHER_PARTS) {
      if (json.hasNonNull(part)) {
        throw new IllegalArgumentException(
            "[%s] for [%s]; expected none, as of a model with one encoder for labels and words"
                .formatted(json.get(part), part));
      }
    }
    OTHER_WAYS.forEach(way -> values.require(way, false));
    if (values.text("model_type", "").equals(STREAMING)) {
      throw new IllegalArgumentException(
          "[" + STREAMING + "] for [model_type]; expected a model with an encoder");
    }
  }

  Form form() {
    values.require("span_mode", "markerV0", "marker", "token_level");
    return switch (values.text("span_mode", "markerV0")) {
      case "marker" -> Form.MARKER;
      case "token_level" -> values.flag("represent_spans", false) ? Form.TOKEN_SPANS : Form.TOKENS;
      default -> Form.MARKER_V0;
    };
  }

  WordPooling pooling() {
    values.require("subtoken_pooling", "first", "last", "mean", "max");
    return WordPooling.valueOf(values.text("subtoken_pooling", "first").toUpperCase(Locale.ROOT));
  }

  /** Older models say whether there are recurrent layers, newer ones how many. */
  int recurrentLayers() {
    return values.number("num_rnn_layers", values.flag("has_rnn", true) ? 1 : 0);
  }
}
