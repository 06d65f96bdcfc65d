package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The labels of a {@code config.json}. */
final class Labels {
  private Labels() {}

  /**
   * The labels by their numbers.
   *
   * @param count how many the head has
   * @throws IllegalArgumentException when there are others, or the numbers have gaps
   */
  static List<String> of(JsonNode config, int count) {
    JsonNode names = config.path("id2label");
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(names.isMissingNode() ? "LABEL_" + i : names.path(Integer.toString(i)).asText());
    }
    if ((names.size() != count && !names.isMissingNode()) || labels.contains("")) {
      throw new IllegalArgumentException(
          "[%s] for [id2label]; expected labels with the numbers from 0 to [%d], as the head has"
              .formatted(names, count - 1));
    }
    return labels;
  }
}
