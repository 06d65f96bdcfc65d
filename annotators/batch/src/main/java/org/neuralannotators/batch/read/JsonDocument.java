package org.neuralannotators.batch.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document of JSON lines: {@code {"id": "7", "text": "..."}}, or with sentences of tokens {@code
 * {"tokens": [["One", "sentence", "."]]}}, or with both, and perhaps with its {@code "language"}.
 * Other fields are ignored. Immutable.
 *
 * @param id null without one; as it was given, so nothing to make a path of
 * @param tokens null without tokens
 * @param language null where the document doesn't say it
 */
record JsonDocument(String id, String text, TokenizedText tokens, String language) {
  private static final String ID = "id";
  private static final String TEXT = "text";
  private static final String TOKENS = "tokens";
  private static final String LANGUAGE = "language";
  private static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  /**
   * Reads a line.
   *
   * @throws IOException naming what is wrong
   */
  static JsonDocument parse(LineReader.Line line) throws IOException {
    if (line.tooLong()) {
      throw new IOException("longer than [" + LineReader.LONGEST + "] bytes; divide the document");
    }
    JsonNode root = tree(Utf8Text.decode(line.bytes(), "line " + line.number()));
    Optional<String> text = string(root, TEXT);
    String language = string(root, LANGUAGE).orElse(null);
    Optional<List<List<String>>> tokens = tokens(root);
    if (tokens.isPresent()) {
      TokenizedText tokenized =
          text.isPresent()
              ? TokenizedText.align(text.get(), tokens.get())
              : TokenizedText.of(tokens.get());
      return new JsonDocument(id(root), tokenized.text(), tokenized, language);
    }
    return new JsonDocument(
        id(root),
        text.orElseThrow(() -> new IOException("no [text]; expected {\"id\": ..., \"text\": ...}")),
        null,
        language);
  }

  /** The id of a line that can't be read, if it comes before what is wrong. */
  static Optional<String> idOf(LineReader.Line line) {
    try (JsonParser json = JSON.createParser(Utf8Text.guess(line.bytes()))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (field.equals(ID)) {
          boolean isId = value == JsonToken.VALUE_STRING || value.isNumeric();
          return isId ? Optional.of(wellFormed(json.getText())) : Optional.empty();
        }
        json.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The object that a line is. */
  static JsonNode tree(String line) throws IOException {
    try {
      JsonNode root = JSON.readTree(line);
      if (!root.isObject()) {
        throw new IOException("expected a JSON object, found [" + root.getNodeType() + "]");
      }
      return root;
    } catch (JsonProcessingException e) {
      // Not the cause of the new one, whose message would be shown.
      throw new IOException(
          "not JSON at column [" + e.getLocation().getColumnNr() + "]: " + e.getOriginalMessage());
    }
  }

  /** Null without one. */
  static String id(JsonNode root) throws IOException {
    JsonNode id = root.path(ID);
    if (id.isMissingNode() || id.isNull()) {
      return null;
    }
    if (!id.isTextual() && !id.isNumber()) {
      throw new IOException("[id] is [" + id.getNodeType() + "]; expected a string or a number");
    }
    return wellFormed(id.asText());
  }

  /** A field that need not be there. */
  static Optional<String> string(JsonNode root, String field) throws IOException {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new IOException("[" + field + "] is [" + value.getNodeType() + "]; expected a string");
    }
    return Optional.of(wellFormed(value.asText()));
  }

  private static Optional<List<List<String>>> tokens(JsonNode root) throws IOException {
    JsonNode tokens = root.path(TOKENS);
    if (tokens.isMissingNode() || tokens.isNull()) {
      return Optional.empty();
    }
    List<List<String>> sentences = new ArrayList<>();
    for (JsonNode sentence : elements(tokens)) {
      List<String> words = new ArrayList<>();
      for (JsonNode word : elements(sentence)) {
        if (!word.isTextual()) {
          throw badTokens();
        }
        words.add(wellFormed(word.asText()));
      }
      sentences.add(words);
    }
    return Optional.of(sentences);
  }

  private static JsonNode elements(JsonNode array) throws IOException {
    if (!array.isArray()) {
      throw badTokens();
    }
    return array;
  }

  private static IOException badTokens() {
    return new IOException("[tokens] isn't a list of sentences, each a list of strings");
  }

  /** JSON may escape half of a surrogate pair, which no encoding can write: it becomes U+FFFD. */
  private static String wellFormed(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
