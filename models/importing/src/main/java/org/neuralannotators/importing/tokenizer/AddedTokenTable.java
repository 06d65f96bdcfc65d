package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.neuralannotators.bundle.BundleException;

/** The added tokens of a {@code tokenizer.json}, to be completed. Not thread-safe. */
final class AddedTokenTable {
  private static final List<String> SWITCHES =
      List.of("single_word", "lstrip", "rstrip", "normalized", "special");

  /** What Hugging Face's format lacks: the token is found at the beginning of a text alone. */
  static final String AT_BEGIN = "at_begin";

  private final ObjectNode root;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, ObjectNode> tokens = new TreeMap<>();
  private int next;

  /** The tokens of a document. */
  AddedTokenTable(ObjectNode root) {
    this.root = root;
    JsonNode vocabulary = root.path("model").path("vocab");
    if (vocabulary.isArray()) {
      for (int id = 0; id < vocabulary.size(); id++) {
        name(vocabulary.get(id).path(0).asText(), id);
      }
    } else {
      vocabulary.properties().forEach(entry -> name(entry.getKey(), entry.getValue().asInt()));
    }
    for (JsonNode token : root.path("added_tokens")) {
      int id = token.path("id").asInt();
      name(token.path("content").asText(), id);
      tokens.put(id, TokenizerSettings.token(token));
    }
  }

  private void name(String piece, int id) {
    ids.put(piece, id);
    next = Math.max(next, id + 1);
  }

  /** The id of a piece or an added token. */
  OptionalInt id(String piece) {
    Integer id = ids.get(piece);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** Whether it is an added token. */
  boolean has(String content) {
    Integer id = ids.get(content);
    return id != null && tokens.containsKey(id);
  }

  /**
   * Adds a token, or changes it. It has the id of its piece, or the one that it says, or the next.
   *
   * @throws BundleException when another has the id that it says
   */
  void put(ObjectNode token) throws BundleException {
    String content = token.path("content").asText();
    int id = ids.getOrDefault(content, token.path("id").asInt(next));
    if (id < next && !ids.containsKey(content)) {
      requireFree(id, content);
    }
    name(content, id);
    ObjectNode added = Parts.object().put("id", id).put("content", content);
    boolean special = token.path("special").asBoolean(false);
    for (String name : SWITCHES) {
      added.put(name, token.path(name).asBoolean(name.equals("normalized") && !special));
    }
    if (token.path(AT_BEGIN).asBoolean()) {
      added.put(AT_BEGIN, true);
    }
    tokens.put(id, added);
  }

  private void requireFree(int id, String content) throws BundleException {
    for (Map.Entry<String, Integer> entry : ids.entrySet()) {
      if (entry.getValue() == id) {
        throw new BundleException(
            "The added token ["
                + content
                + "] has the id ["
                + id
                + "], which is that of ["
                + entry.getKey()
                + "]; expected one beyond the vocabulary. Get the tokenizer anew");
      }
    }
  }

  /** Puts the tokens into the document. */
  void write() {
    ArrayNode all = root.putArray("added_tokens");
    tokens.values().forEach(all::add);
  }
}
