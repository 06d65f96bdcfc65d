package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A token that is found in a text before it is split.
 *
 * @param content as it stands in the text
 * @param special whether it has no text of its own, such as {@code [SEP]}
 * @param singleWord whether it must not touch letters or digits
 * @param leftStrip whether white space before it belongs to it
 * @param rightStrip whether white space behind it belongs to it
 * @param normalized whether it is looked for in the normalised text
 * @param atBegin whether it is found at the beginning of a text alone, such as Marian's languages
 */
record AddedToken(
    int id,
    String content,
    boolean special,
    boolean singleWord,
    boolean leftStrip,
    boolean rightStrip,
    boolean normalized,
    boolean atBegin) {
  private static final int HIGHEST = 1 << 24;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it has no id that can be one
   */
  static AddedToken read(JsonNode token) {
    int id = token.path("id").asInt(-1);
    if (id < 0 || id > HIGHEST) {
      throw new IllegalArgumentException(
          "The added token ["
              + token.path("content").asText()
              + "] has the id ["
              + token.path("id").asText()
              + "]; expected 0 to "
              + HIGHEST
              + ". Get the tokenizer anew");
    }
    boolean special = token.path("special").asBoolean(false);
    return new AddedToken(
        id,
        token.path("content").asText(),
        special,
        token.path("single_word").asBoolean(false),
        token.path("lstrip").asBoolean(false),
        token.path("rstrip").asBoolean(false),
        token.path("normalized").asBoolean(!special),
        token.path("at_begin").asBoolean(false));
  }
}
