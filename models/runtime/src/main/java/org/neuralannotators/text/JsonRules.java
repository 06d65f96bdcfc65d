package org.neuralannotators.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the parts of Hugging Face's {@code tokenizer.json}. */
public final class JsonRules {
  private JsonRules() {}

  /** The value of {@code type}; a part that is left out or null has none. */
  public static String type(JsonNode part) {
    return part == null || part.isNull() || part.isMissingNode() ? "" : part.path("type").asText();
  }

  /** The parts of a sequence. */
  public static <T> List<T> each(JsonNode parts, Function<JsonNode, T> reader) {
    List<T> result = new ArrayList<>();
    parts.forEach(part -> result.add(reader.apply(part)));
    return result;
  }

  /**
   * A pattern: a literal string, or a regular expression.
   *
   * @param pattern {@code {"String": ...}} or {@code {"Regex": ...}}
   * @throws IllegalArgumentException for an expression that Java doesn't know
   */
  public static Pattern pattern(JsonNode pattern) {
    if (pattern.has("String")) {
      return Pattern.compile(Pattern.quote(pattern.get("String").asText()));
    }
    String expression = pattern.path("Regex").asText();
    try {
      // Java's names of scripts begin with Is.
      return Pattern.compile(
          expression.replaceAll("\\\\p\\{(\\p{Lu}\\p{Ll}{2,})}", "\\\\p{Is$1}"),
          Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "The regular expression ["
              + expression
              + "] isn't one of Java's: "
              + e.getDescription()
              + "; expected one that Java knows too",
          e);
    }
  }

  /**
   * A character.
   *
   * @param standard where the part doesn't say it
   * @throws IllegalArgumentException for no text, or one of several characters
   */
  public static int character(JsonNode part, String key, String standard) {
    String text = part.path(key).asText(standard);
    if (text.isEmpty() || text.codePointCount(0, text.length()) > 1) {
      throw new IllegalArgumentException(
          "The [" + key + "] is [" + text + "]; expected one character. Get the tokenizer anew");
    }
    return text.codePointAt(0);
  }

  /** The error for a part of an unknown type. */
  public static IllegalArgumentException unknown(
      String part, JsonNode found, Collection<String> known) {
    return new IllegalArgumentException(
        "The " + part + " is of the type [" + type(found) + "]; expected one of " + known);
  }
}
