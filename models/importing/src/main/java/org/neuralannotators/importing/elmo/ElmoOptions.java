package org.neuralannotators.importing.elmo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.text.CharacterIds;

/** Reads bilm-tf's {@code options.json}. */
record ElmoOptions(Path source, JsonNode json) {
  private static final String LSTM = "lstm";
  private static final String CHARACTERS = "char_cnn";

  ElmoArchitecture architecture() throws BundleException {
    JsonNode lstm = part(LSTM);
    JsonNode characters = part(CHARACTERS);
    if (!json.path("bidirectional").asBoolean(true)) {
      throw refused("bidirectional", json.get("bidirectional"), "true");
    }
    int known = number(characters, "n_characters");
    if (known != CharacterIds.COUNT) {
      throw refused(
          CHARACTERS + ".n_characters",
          characters.get("n_characters"),
          CharacterIds.COUNT + ", with the mask; where it is 261 as for training, set it to that");
    }
    try {
      return new ElmoArchitecture(
          number(part(CHARACTERS).path("embedding"), "dim"),
          number(characters, "max_characters_per_token"),
          filters(characters.path("filters")),
          activation(characters.path("activation")),
          characters.has("n_highway") ? number(characters, "n_highway") : 0,
          number(lstm, "n_layers"),
          number(lstm, "dim"),
          number(lstm, "projection_dim"),
          limit(lstm, "cell_clip"),
          limit(lstm, "proj_clip"),
          lstm.path("use_skip_connections").asBoolean(false),
          ElmoArchitecture.Mix.NONE);
    } catch (IllegalArgumentException e) {
      throw new BundleException("[" + source + "] has " + e.getMessage(), e);
    }
  }

  private JsonNode part(String name) throws BundleException {
    JsonNode part = json.path(name);
    if (!part.isObject()) {
      throw refused(name, part, "an object: a language model of characters, as bilm-tf writes it");
    }
    return part;
  }

  private int number(JsonNode node, String field) throws BundleException {
    JsonNode value = node.path(field);
    if (!value.isInt()) {
      throw refused(field, value, "a whole number");
    }
    return value.intValue();
  }

  private double limit(JsonNode node, String field) throws BundleException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isNumber()) {
      throw refused(field, value, "a number");
    }
    return value.doubleValue();
  }

  private List<ElmoArchitecture.Filters> filters(JsonNode groups) throws BundleException {
    List<ElmoArchitecture.Filters> filters = new ArrayList<>();
    for (JsonNode group : groups) {
      if (!group.isArray() || group.size() != 2 || !group.get(0).isInt() || !group.get(1).isInt()) {
        throw refused("filters", group, "pairs of width and number, such as [3, 64]");
      }
      filters.add(new ElmoArchitecture.Filters(group.get(0).intValue(), group.get(1).intValue()));
    }
    return filters;
  }

  private Activation activation(JsonNode name) throws BundleException {
    return switch (name.asText()) {
      case "relu" -> Activation.RELU;
      case "tanh" -> Activation.TANH;
      default -> throw refused("activation", name, "relu or tanh");
    };
  }

  private BundleException refused(String field, JsonNode found, String expected) {
    return new BundleException(
        "["
            + source
            + "] has ["
            + (found.isMissingNode() ? "nothing" : found.toString())
            + "] for ["
            + field
            + "], expected "
            + expected);
  }
}
