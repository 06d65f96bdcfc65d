package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a family puts its special tokens. The first sequence is {@code A}, the second {@code B};
 * behind a colon is the segment where it isn't 0.
 */
enum Template {
  BERT("cls A sep", "cls A sep B:1 sep:1"),
  ROBERTA("cls A sep", "cls A sep sep B sep"),
  MPNET("cls A sep", "cls A sep sep B:1 sep:1"),
  XLNET("A sep cls:2", "A sep B:1 sep:1 cls:2"),
  T5("A eos", "A eos B eos"),
  END("A eos", "A B eos"),
  LANGUAGE_FIRST("lang A eos", "lang A B eos"),
  LANGUAGE_LAST("A eos lang", "A B eos lang");

  /** The name of the language of a source. */
  static final String LANGUAGE = "lang";

  private static final Map<String, String> ROLES =
      Map.of(
          "cls",
          SpecialNames.CLASSIFICATION,
          "sep",
          SpecialNames.SEPARATOR,
          "eos",
          SpecialNames.END,
          LANGUAGE,
          LANGUAGE);

  private final String single;
  private final String pair;

  Template(String single, String pair) {
    this.single = single;
    this.pair = pair;
  }

  /** A token and its id. */
  record Special(String content, int id) {}

  /** The roles of its tokens. */
  List<String> roles() {
    return names().map(ROLES::get).toList();
  }

  private Stream<String> names() {
    return Arrays.stream(single.split("[ :]", -1)).filter(ROLES::containsKey);
  }

  /**
   * The post-processor.
   *
   * @param roles has at least {@link #roles}
   */
  ObjectNode json(Map<String, Special> roles) {
    Map<String, Special> tokens = new LinkedHashMap<>();
    names().forEach(name -> tokens.put(name, roles.get(ROLES.get(name))));
    return json(single, pair, tokens);
  }

  /**
   * That of Llama's class, which heeds no other.
   *
   * @param begin before each sequence; null for none
   * @param end behind each; null for none
   */
  static ObjectNode ofLlama(Special begin, Special end) {
    String before = begin == null ? "" : "bos:# ";
    String behind = end == null ? "" : " eos:#";
    String each = before + "%s:#" + behind;
    String first = each.formatted("A").replace("#", "0");
    Map<String, Special> tokens = new LinkedHashMap<>();
    if (begin != null) {
      tokens.put("bos", begin);
    }
    if (end != null) {
      tokens.put("eos", end);
    }
    return json(first, first + " " + each.formatted("B").replace("#", "1"), tokens);
  }

  private static ObjectNode json(String single, String pair, Map<String, Special> tokens) {
    ObjectNode post = Parts.part("TemplateProcessing");
    add(post.putArray("single"), single, tokens);
    add(post.putArray("pair"), pair, tokens);
    ObjectNode added = post.putObject("special_tokens");
    tokens.values().forEach(token -> addToken(added, token));
    return post;
  }

  private static void add(ArrayNode parts, String template, Map<String, Special> tokens) {
    for (String part : template.split(" ", -1)) {
      int colon = part.indexOf(':');
      int segment = colon < 0 ? 0 : Integer.parseInt(part.substring(colon + 1));
      String name = colon < 0 ? part : part.substring(0, colon);
      ObjectNode added = parts.addObject();
      if (tokens.containsKey(name)) {
        put(added, "SpecialToken", tokens.get(name).content(), segment);
      } else {
        put(added, "Sequence", name, segment);
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
