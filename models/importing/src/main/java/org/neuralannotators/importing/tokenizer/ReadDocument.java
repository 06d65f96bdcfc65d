package org.neuralannotators.importing.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;

/**
 * A {@code tokenizer.json} that is there, changed where {@code tokenizer_config.json} contradicts
 * it: {@code transformers}' classes heed the configuration.
 */
final class ReadDocument {
  private static final Set<TokenizerFamily> BYTE_LEVEL_CLASSES =
      Set.of(TokenizerFamily.ROBERTA, TokenizerFamily.DEBERTA, TokenizerFamily.GPT2);

  private ReadDocument() {}

  /** Reads a file. */
  static ObjectNode read(Path file, TokenizerSettings settings) throws IOException {
    ObjectNode root = JsonFile.read(file);
    root.putNull("truncation").putNull("padding");
    if (settings.configured()) {
      Optional<TokenizerFamily> family = settings.familyOfClass();
      if (root.get("normalizer") instanceof ObjectNode normalizer
          && family.filter(f -> f.kind() == TokenizerFamily.Kind.WORD_PIECE).isPresent()) {
        normalize(normalizer, settings, family.get() == TokenizerFamily.BERT);
      }
      prefix(root.path("pre_tokenizer"), settings, family);
      if (family.filter(TokenizerFamily.ROBERTA::equals).isPresent()) {
        trim(root.path("post_processor"), settings);
      }
    }
    return root;
  }

  /** {@code BertTokenizerFast}: where one switch is another one's, the configuration has all. */
  private static void normalize(
      ObjectNode normalizer, TokenizerSettings settings, boolean ideographs)
      throws BundleException {
    boolean lowerCase = settings.flag("do_lower_case", true);
    boolean split = settings.flag("tokenize_chinese_chars", true);
    JsonNode accents =
        settings.config().hasNonNull("strip_accents")
            ? BooleanNode.valueOf(settings.flag("strip_accents", lowerCase))
            : NullNode.instance;
    boolean other =
        normalizer.path("lowercase").asBoolean(lowerCase) != lowerCase
            || (normalizer.has("strip_accents") && !normalizer.get("strip_accents").equals(accents))
            || (ideographs && normalizer.path("handle_chinese_chars").asBoolean(split) != split);
    if (other) {
      normalizer.put("lowercase", lowerCase).set("strip_accents", accents);
      if (ideographs) {
        normalizer.put("handle_chinese_chars", split);
      }
    }
  }

  /** The classes of byte-level tokenizers put no blank before a text unless they are told to. */
  private static void prefix(
      JsonNode preTokenizer, TokenizerSettings settings, Optional<TokenizerFamily> family)
      throws BundleException {
    boolean told =
        settings.config().hasNonNull("add_prefix_space")
            || family.filter(BYTE_LEVEL_CLASSES::contains).isPresent()
            || settings.className().equals("PreTrainedTokenizerFast");
    if (told && preTokenizer instanceof ObjectNode object && object.has("add_prefix_space")) {
      if (object.path("type").asText().equals("ByteLevel")) {
        object.put("add_prefix_space", settings.flag("add_prefix_space", false));
      }
    }
  }

  private static void trim(JsonNode post, TokenizerSettings settings) throws BundleException {
    if (post instanceof ObjectNode object && object.has("trim_offsets")) {
      object.put("add_prefix_space", settings.flag("add_prefix_space", false));
      object.put("trim_offsets", settings.flag("trim_offsets", true));
    }
  }
}
