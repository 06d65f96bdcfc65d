package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a family puts its special tokens. The first sequence is {@code A}, the second {@code B};
 * behind a colon is the segment where it isn't 0.
 */
enum Template {
  BERT("cls A sep", "cls A sep B:1 sep:1"),
  ROBERTA("cls A sep", "cls A sep sep B sep"),
  MPNET("cls A sep", "cls A sep sep B:1 sep:1"),
  XLNET("A sep cls:2", "A sep B:1 sep:1 cls:2");

  private final String single;
  private final String pair;

  Template(String single, String pair) {
    this.single = single;
    this.pair = pair;
  }

  /** A token and its id. */
  record Special(String content, int id) {}

  /** The post-processor. */
  ObjectNode json(Special classification, Special separator) {
    ObjectNode post = Parts.part("TemplateProcessing");
    add(post.putArray("single"), single, classification, separator);
    add(post.putArray("pair"), pair, classification, separator);
    ObjectNode tokens = post.putObject("special_tokens");
    addToken(tokens, separator);
    addToken(tokens, classification);
    return post;
  }

  private static void add(
      ArrayNode parts, String template, Special classification, Special separator) {
    for (String part : template.split(" ", -1)) {
      int colon = part.indexOf(':');
      int segment = colon < 0 ? 0 : Integer.parseInt(part.substring(colon + 1));
      String name = colon < 0 ? part : part.substring(0, colon);
      ObjectNode added = parts.addObject();
      switch (name) {
        case "cls" -> put(added, "SpecialToken", classification.content(), segment);
        case "sep" -> put(added, "SpecialToken", separator.content(), segment);
        default -> put(added, "Sequence", name, segment);
      }
    }
  }

  private static void put(ObjectNode part, String kind, String id, int segment) {
    part.putObject(kind).put("id", id).put("type_id", segment);
  }

  private static void addToken(ObjectNode tokens, Special token) {
    ObjectNode added = tokens.putObject(token.content()).put("id", token.content());
    added.putArray("ids").add(token.id());
    added.putArray("tokens").add(token.content());
  }
}
