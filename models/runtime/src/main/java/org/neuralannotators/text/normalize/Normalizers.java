package org.neuralannotators.text.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.neuralannotators.text.JsonRules;

/**
 * The normalizers of Hugging Face's {@code tokenizer.json}, and SentencePiece's own one, which that
 * format lacks: {@code SentencePiece} with the fields of its {@code NormalizerSpec}, and {@code
 * user_defined_symbols}.
 */
public final class Normalizers {
  private static final List<String> KNOWN =
      List.of(
          "BertNormalizer",
          "Lowercase",
          "NFC",
          "NFD",
          "NFKC",
          "NFKD",
          "Nmt",
          "Precompiled",
          "Prepend",
          "Replace",
          "SentencePiece",
          "Sequence",
          "Strip",
          "StripAccents");

  private Normalizers() {}

  /**
   * Reads one.
   *
   * @param rules may be null
   * @throws IllegalArgumentException when it isn't known
   */
  public static Normalizer read(JsonNode rules) {
    return switch (JsonRules.type(rules)) {
      case "" -> Normalizer.NONE;
      case "BertNormalizer" -> bert(rules);
      case "Lowercase" -> CharacterNormalizers.lowerCase();
      case "NFC" -> new UnicodeForm(Form.NFC);
      case "NFD" -> new UnicodeForm(Form.NFD);
      case "NFKC" -> new UnicodeForm(Form.NFKC);
      case "NFKD" -> new UnicodeForm(Form.NFKD);
      case "Nmt" -> CharacterNormalizers.nmt();
      case "Precompiled" -> precompiled(rules.path("precompiled_charsmap"));
      case "Prepend" -> TextNormalizers.prepend(rules.path("prepend").asText());
      case "Replace" ->
          TextNormalizers.replace(
              JsonRules.pattern(rules.path("pattern")), rules.path("content").asText());
      case "SentencePiece" -> sentencePiece(rules);
      case "Sequence" ->
          Normalizer.sequence(JsonRules.each(rules.path("normalizers"), Normalizers::read));
      case "Strip" ->
          TextNormalizers.strip(
              rules.path("strip_left").asBoolean(true), rules.path("strip_right").asBoolean(true));
      case "StripAccents" -> CharacterNormalizers.stripAccents();
      default -> throw JsonRules.unknown("normalizer", rules, KNOWN);
    };
  }

  /** BERT's; accents go with capitals unless it says otherwise. */
  private static Normalizer bert(JsonNode rules) {
    boolean lowerCase = rules.path("lowercase").asBoolean(true);
    List<Normalizer> steps = new ArrayList<>();
    if (rules.path("clean_text").asBoolean(true)) {
      steps.add(CharacterNormalizers.cleanBert());
    }
    if (rules.path("handle_chinese_chars").asBoolean(true)) {
      steps.add(CharacterNormalizers.isolateIdeographs());
    }
    if (rules.path("strip_accents").asBoolean(lowerCase)) {
      steps.add(new UnicodeForm(Form.NFD));
      steps.add(CharacterNormalizers.stripBertAccents());
    }
    if (lowerCase) {
      steps.add(CharacterNormalizers.lowerCase());
    }
    return Normalizer.sequence(steps);
  }

  private static Normalizer sentencePiece(JsonNode rules) {
    byte[] map = Base64.getDecoder().decode(rules.path("precompiled_charsmap").asText());
    return new SentencePieceNormalizer(
        map.length == 0 ? null : new CharacterMap(map),
        rules.path("add_dummy_prefix").asBoolean(true),
        rules.path("remove_extra_whitespaces").asBoolean(true),
        JsonRules.each(rules.path("user_defined_symbols"), JsonNode::asText));
  }

  /** An empty map changes nothing. */
  private static Normalizer precompiled(JsonNode map) {
    byte[] bytes = Base64.getDecoder().decode(map.asText());
    return bytes.length == 0 ? Normalizer.NONE : new PrecompiledCharacters(bytes);
  }
}
