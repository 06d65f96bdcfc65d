package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;

/**
 * What {@code tokenizer_config.json} says, or in older folders {@code special_tokens_map.json} and
 * {@code added_tokens.json}.
 *
 * @param configured whether there is a {@code tokenizer_config.json}
 * @param modelType of {@code config.json}; empty where it says none
 */
record TokenizerSettings(
    Path folder,
    boolean configured,
    ObjectNode config,
    ObjectNode specials,
    ObjectNode added,
    String modelType) {
  private static final String CONFIG = "tokenizer_config.json";

  /** More pieces than any network reads: "no limit" is written as a huge number. */
  private static final int LONGEST = 1_000_000;

  static TokenizerSettings read(Path folder, Path model) throws IOException {
    Path config = folder.resolve(CONFIG);
    ObjectNode network = JsonFile.readIfThere(model.resolve("config.json"));
    ObjectNode settings = JsonFile.readIfThere(config);
    if (!settings.hasNonNull("tokenizer_class") && network.hasNonNull("tokenizer_class")) {
      settings.set("tokenizer_class", network.get("tokenizer_class"));
    }
    return new TokenizerSettings(
        folder,
        Files.exists(config),
        settings,
        JsonFile.readIfThere(folder.resolve("special_tokens_map.json")),
        JsonFile.readIfThere(folder.resolve("added_tokens.json")),
        network.path("model_type").asText(""));
  }

  /** The class of the tokenizer; empty where none is said. */
  String className() {
    return config.path("tokenizer_class").asText("");
  }

  /** The family, told by the class, or else by the type of the model. */
  Optional<TokenizerFamily> family() {
    return familyOfClass().or(() -> TokenizerFamily.named(modelType));
  }

  /** The family whose class reads the files; a class that isn't known reads them as they are. */
  Optional<TokenizerFamily> familyOfClass() {
    return TokenizerFamily.named(className().isEmpty() ? modelType : className());
  }

  /**
   * A switch.
   *
   * @param standard where it isn't set
   * @throws BundleException when it is neither true nor false
   */
  boolean flag(String name, boolean standard) throws BundleException {
    JsonNode value = config.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return standard;
    }
    if (!value.isBoolean()) {
      throw new BundleException(
          "["
              + folder.resolve(CONFIG)
              + "] has ["
              + value
              + "] at ["
              + name
              + "]; expected true or false");
    }
    return value.asBoolean();
  }

  /**
   * A whole number.
   *
   * @param standard where it isn't set
   * @throws BundleException when it is something else
   */
  int number(String name, int standard) throws BundleException {
    JsonNode value = config.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return standard;
    }
    if (!value.isInt() || value.intValue() < 0) {
      throw new BundleException(
          "[%s] has [%s] at [%s]; expected a number of tokens"
              .formatted(folder.resolve(CONFIG), value, name));
    }
    return value.intValue();
  }

  /** A text; {@code standard} where it isn't set. */
  String text(String name, String standard) {
    return text(name).orElse(standard);
  }

  /** A text, if it is set. */
  Optional<String> text(String name) {
    return Optional.ofNullable(config.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  /** How many pieces a sequence may have, special tokens included. */
  OptionalInt maxLength() {
    double length = config.path("model_max_length").asDouble(0);
    return length >= 1 && length < LONGEST ? OptionalInt.of((int) length) : OptionalInt.empty();
  }

  private boolean listsAddedTokens() {
    return config.path("added_tokens_decoder").isObject();
  }

  /**
   * The token of a role, as the files name it: an object, or a string.
   *
   * @return null where they don't, a null node where they say that there is none
   */
  JsonNode special(String role) {
    JsonNode older = listsAddedTokens() ? null : specials.get(role);
    return older == null ? config.get(role) : older;
  }

  /** The tokens without a role that the files name. */
  List<JsonNode> additionalSpecials() {
    List<JsonNode> tokens = new ArrayList<>();
    for (String list : List.of("additional_special_tokens", "extra_special_tokens")) {
      JsonNode named = special(list);
      if (named != null && named.isArray()) {
        named.forEach(tokens::add);
      }
    }
    return tokens;
  }

  /**
   * Tokens that were added to the vocabulary, with their ids, in the order of these.
   *
   * @throws BundleException when an id isn't a number
   */
  List<ObjectNode> addedTokens() throws BundleException {
    List<ObjectNode> tokens = new ArrayList<>();
    if (listsAddedTokens()) {
      for (Map.Entry<String, JsonNode> entry : config.get("added_tokens_decoder").properties()) {
        tokens.add(token(entry.getValue()).put("id", id(CONFIG, entry.getKey())));
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : added.properties()) {
        boolean special = isSpecial(entry.getKey());
        tokens.add(
            Parts.object()
                .put("id", id("added_tokens.json", entry.getValue().asText()))
                .put("content", entry.getKey())
                .put("special", special)
                .put("normalized", !special));
      }
    }
    tokens.sort(Comparator.comparingInt(token -> token.get("id").asInt()));
    return tokens;
  }

  private boolean isSpecial(String content) {
    List<JsonNode> all = new ArrayList<>(additionalSpecials());
    SpecialNames.ROLES.stream().map(this::special).filter(t -> t != null).forEach(all::add);
    return all.stream().anyMatch(token -> token(token).path("content").asText().equals(content));
  }

  /** A token as an object of its own. */
  static ObjectNode token(JsonNode token) {
    return token instanceof ObjectNode object
        ? object.deepCopy()
        : Parts.object().put("content", token.asText());
  }

  private int id(String file, String id) throws BundleException {
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw new BundleException(
          "["
              + folder.resolve(file)
              + "] gives an added token the id ["
              + id
              + "]; expected a number",
          e);
    }
  }
}
