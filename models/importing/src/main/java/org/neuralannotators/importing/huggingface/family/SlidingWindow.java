package org.neuralannotators.importing.huggingface.family;

import com.fasterxml.jackson.databind.JsonNode;

/** How many pieces one attends to, as families of Llama's form say it; 0 for all before it. */
final class SlidingWindow {
  private static final String SIZE = "sliding_window";
  private static final String FIRST = "max_window_layers";
  private static final String TYPES = "layer_types";
  private static final String SLIDING = "sliding_attention";
  private static final String FULL = "full_attention";

  /** What the families' code takes where nothing is said. */
  private static final int STANDARD = 4096;

  private SlidingWindow() {}

  /** Of a family that has none. */
  static int none(ConfigValues config) {
    config.require("use_sliding_window", false);
    return 0;
  }

  /** Of a family in which all layers have it unless it is null. */
  static int ofAllLayers(ConfigValues config) {
    JsonNode size = config.json().path(SIZE);
    if (size.isNull()) {
      return 0;
    }
    return size.isMissingNode() ? STANDARD : config.number(SIZE);
  }

  /**
   * Of a family in which it is switched on for the layers from one on.
   *
   * @throws IllegalArgumentException when some layers have it and some not
   */
  static int ofUpperLayers(ConfigValues config) {
    int size = ofAllLayers(config);
    if (size == 0 || !config.flag("use_sliding_window", false)) {
      return 0;
    }
    JsonNode types = config.json().path(TYPES);
    if (types.isArray()) {
      return ofTypes(types, size);
    }
    int layers = config.number("num_hidden_layers");
    int full = config.number(FIRST, 28);
    if (full > 0 && full < layers) {
      throw new IllegalArgumentException(
          "[%d] for [%s]; expected 0 or at least [%d], so that all layers have a sliding window or none"
              .formatted(full, FIRST, layers));
    }
    return full > 0 ? 0 : size;
  }

  private static int ofTypes(JsonNode types, int size) {
    String first = types.path(0).asText();
    for (JsonNode type : types) {
      if (!type.asText().equals(first) || !(first.equals(SLIDING) || first.equals(FULL))) {
        throw new IllegalArgumentException(
            "%s for [%s]; expected [%s] for all layers or [%s] for all"
                .formatted(types, TYPES, FULL, SLIDING));
      }
    }
    return first.equals(SLIDING) ? size : 0;
  }
}
