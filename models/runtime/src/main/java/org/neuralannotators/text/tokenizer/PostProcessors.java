package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.text.JsonRules;
import org.neuralannotators.text.SpecialTokens;
import org.neuralannotators.text.SpecialTokens.Part;
import org.neuralannotators.text.SpecialTokens.Sequence;
import org.neuralannotators.text.SpecialTokens.Token;

/**
 * The post-processors of Hugging Face's {@code tokenizer.json}.
 *
 * @param special what they add
 * @param trim what they do to offsets
 */
record PostProcessors(SpecialTokens special, OffsetTrim trim) {
  private static final PostProcessors NONE =
      new PostProcessors(SpecialTokens.NONE, OffsetTrim.NONE);

  private static final List<String> KNOWN =
      List.of("BertProcessing", "ByteLevel", "RobertaProcessing", "Sequence", "TemplateProcessing");

  /**
   * Reads one.
   *
   * @param rules may be null
   * @throws IllegalArgumentException when it isn't known
   */
  static PostProcessors read(JsonNode rules) {
    return switch (JsonRules.type(rules)) {
      case "" -> NONE;
      case "BertProcessing" -> new PostProcessors(bert(rules), OffsetTrim.NONE);
      case "ByteLevel" -> new PostProcessors(SpecialTokens.NONE, OffsetTrim.read(rules));
      case "RobertaProcessing" -> new PostProcessors(roberta(rules), OffsetTrim.read(rules));
      case "Sequence" ->
          JsonRules.each(rules.path("processors"), PostProcessors::read).stream()
              .reduce(NONE, PostProcessors::then);
      case "TemplateProcessing" -> new PostProcessors(template(rules), OffsetTrim.NONE);
      default -> throw JsonRules.unknown("post-processor", rules, KNOWN);
    };
  }

  private static PostProcessors then(PostProcessors first, PostProcessors second) {
    return new PostProcessors(
        second.special.equals(SpecialTokens.NONE) ? first.special : second.special,
        second.trim.equals(OffsetTrim.NONE) ? first.trim : second.trim);
  }

  private static SpecialTokens bert(JsonNode rules) {
    int cls = id(rules, "cls");
    int sep = id(rules, "sep");
    return new SpecialTokens(
        List.of(new Token(cls, 0), new Sequence(0, 0), new Token(sep, 0)),
        List.of(
            new Token(cls, 0),
            new Sequence(0, 0),
            new Token(sep, 0),
            new Sequence(1, 1),
            new Token(sep, 1)));
  }

  private static SpecialTokens roberta(JsonNode rules) {
    Token begin = new Token(id(rules, "cls"), 0);
    Token end = new Token(id(rules, "sep"), 0);
    return new SpecialTokens(
        List.of(begin, new Sequence(0, 0), end),
        List.of(begin, new Sequence(0, 0), end, end, new Sequence(1, 0), end));
  }

  private static int id(JsonNode rules, String name) {
    JsonNode token = rules.path(name);
    if (!token.path(1).isInt()) {
      throw new IllegalArgumentException(
          "The post-processor's [" + name + "] is [" + token + "]; expected a token and its id");
    }
    return token.get(1).asInt();
  }

  private static SpecialTokens template(JsonNode rules) {
    JsonNode tokens = rules.path("special_tokens");
    return new SpecialTokens(
        parts(rules.path("single"), tokens), parts(rules.path("pair"), tokens));
  }

  private static List<Part> parts(JsonNode template, JsonNode tokens) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : template) {
      if (part.has("Sequence")) {
        JsonNode sequence = part.get("Sequence");
        parts.add(
            new Sequence(
                sequence.path("id").asText().equals("B") ? 1 : 0,
                sequence.path("type_id").asInt()));
      } else {
        JsonNode token = part.path("SpecialToken");
        int segment = token.path("type_id").asInt();
        JsonNode ids = tokens.path(token.path("id").asText()).path("ids");
        if (ids.isEmpty()) {
          throw new IllegalArgumentException(
              "The post-processor puts ["
                  + token.path("id").asText()
                  + "] into a sequence; expected its id among [special_tokens]. Get the tokenizer"
                  + " anew");
        }
        ids.forEach(id -> parts.add(new Token(id.asInt(), segment)));
      }
    }
    return parts;
  }
}
