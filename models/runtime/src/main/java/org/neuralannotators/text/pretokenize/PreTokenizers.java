package org.neuralannotators.text.pretokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.text.BertCharacters;
import org.neuralannotators.text.JsonRules;

/** The pre-tokenizers of Hugging Face's {@code tokenizer.json}. */
public final class PreTokenizers {
  private static final List<String> KNOWN =
      List.of(
          "BertPreTokenizer",
          "ByteLevel",
          "CharDelimiterSplit",
          "Digits",
          "Metaspace",
          "Punctuation",
          "Sequence",
          "Split",
          "Whitespace",
          "WhitespaceSplit");

  private static final Pattern WORD =
      Pattern.compile("\\w+|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS);

  private PreTokenizers() {}

  /**
   * Reads one.
   *
   * @param rules may be null
   * @throws IllegalArgumentException when it isn't known
   */
  public static PreTokenizer read(JsonNode rules) {
    return switch (JsonRules.type(rules)) {
      case "" -> PreTokenizer.NONE;
      case "BertPreTokenizer" ->
          PreTokenizer.sequence(List.of(whitespace(), punctuation(Delimiters.ISOLATED)));
      case "ByteLevel" ->
          new ByteLevel(
              rules.path("add_prefix_space").asBoolean(true),
              rules.path("use_regex").asBoolean(true));
      case "CharDelimiterSplit" -> {
        int delimiter = JsonRules.character(rules, "delimiter", "");
        yield SplitAt.characters(c -> c == delimiter, Delimiters.REMOVED);
      }
      case "Digits" ->
          SplitAt.characters(
              PreTokenizers::isNumeric,
              rules.path("individual_digits").asBoolean(false)
                  ? Delimiters.ISOLATED
                  : Delimiters.CONTIGUOUS);
      case "Metaspace" -> Metaspace.read(rules);
      case "Punctuation" ->
          punctuation(
              rules.has("behavior") ? Delimiters.read(rules.get("behavior")) : Delimiters.ISOLATED);
      case "Sequence" ->
          PreTokenizer.sequence(JsonRules.each(rules.path("pretokenizers"), PreTokenizers::read));
      case "Split" ->
          SplitAt.pattern(
              JsonRules.pattern(rules.path("pattern")),
              Delimiters.read(rules.path("behavior")),
              rules.path("invert").asBoolean(false));
      case "Whitespace" -> SplitAt.pattern(WORD, Delimiters.REMOVED, true);
      case "WhitespaceSplit" -> whitespace();
      default -> throw JsonRules.unknown("pre-tokenizer", rules, KNOWN);
    };
  }

  /**
   * Whether a text has other words behind a blank than without: blanks go into words, and none is
   * put before a text.
   *
   * @param rules may be null
   */
  public static boolean needsBlanks(JsonNode rules) {
    return switch (JsonRules.type(rules)) {
      case "ByteLevel" -> !rules.path("add_prefix_space").asBoolean(true);
      case "Metaspace" -> Metaspace.read(rules).prepend() == Metaspace.Prepend.NEVER;
      case "Sequence" ->
          JsonRules.each(rules.path("pretokenizers"), PreTokenizers::needsBlanks).contains(true);
      default -> false;
    };
  }

  private static PreTokenizer whitespace() {
    return SplitAt.characters(BertCharacters::isWhitespace, Delimiters.REMOVED);
  }

  private static PreTokenizer punctuation(Delimiters delimiters) {
    return SplitAt.characters(BertCharacters::isPunctuation, delimiters);
  }

  private static boolean isNumeric(int character) {
    return switch (Character.getType(character)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }
}
