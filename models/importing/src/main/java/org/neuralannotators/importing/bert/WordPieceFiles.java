package org.neuralannotators.importing.bert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.text.Utf8LineReader;
import org.neuralannotators.text.Utf8Text;
import org.neuralannotators.text.tokenizer.BertTokenizerJson;
import org.neuralannotators.text.tokenizer.StoredTokenizer;

/**
 * Reads the files of BERT's tokenizer: Hugging Face's {@code tokenizer.json}, or {@code vocab.txt}
 * with {@code tokenizer_config.json}; or Google's {@code vocab.txt}.
 *
 * @param pieces a piece's place is its id
 * @param normalization what the tokenizer does to text
 */
record WordPieceFiles(List<String> pieces, BertNormalization normalization) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @throws BundleException when it is another tokenizer's
   */
  static WordPieceFiles read(Path file) throws IOException {
    JsonNode root = json(file);
    require(file, root, "/model/type", "WordPiece");
    require(file, root, "/model/continuing_subword_prefix", "##");
    require(file, root, "/model/unk_token", "[UNK]");
    require(file, root, "/model/max_input_chars_per_word", "100");
    require(file, root, "/normalizer/type", "BertNormalizer");
    require(file, root, "/pre_tokenizer/type", "BertPreTokenizer");
    JsonNode rules = root.get("normalizer");
    return new WordPieceFiles(
        pieces(file, root.at("/model/vocab")),
        normalization(rules, "clean_text", "handle_chinese_chars", "lowercase"));
  }

  /** A file's JSON. */
  static JsonNode json(Path file) throws IOException {
    try {
      return JSON.readTree(Utf8Text.read(file));
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "[" + file + "] isn't JSON: " + e.getOriginalMessage() + "; get the file anew", e);
    }
  }

  private static void require(Path file, JsonNode root, String place, String expected)
      throws BundleException {
    JsonNode found = root.at(place);
    if (!found.asText().equals(expected)) {
      throw new BundleException(
          "["
              + file
              + "] has "
              + (found.isMissingNode() ? "nothing" : "[" + found.asText() + "]")
              + " at ["
              + place
              + "], expected ["
              + expected
              + "]: the tokenizer of a BERT checkpoint. Other kinds of tokenizers can't be"
              + " imported");
    }
  }

  private static List<String> pieces(Path file, JsonNode vocabulary) throws BundleException {
    List<String> pieces = new ArrayList<>(Collections.nCopies(vocabulary.size(), null));
    for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
      int id = entry.getValue().asInt(-1);
      if (id < 0 || id >= pieces.size() || pieces.set(id, entry.getKey()) != null) {
        throw new BundleException(
            "["
                + file
                + "] gives piece ["
                + entry.getKey()
                + "] the id ["
                + entry.getValue()
                + "], expected ids from [0] to ["
                + (pieces.size() - 1)
                + "], each once");
      }
    }
    return List.copyOf(pieces);
  }

  /** Reads the tokenizer of a checkpoint's folder. */
  static WordPieceFiles readFolder(Path folder) throws IOException {
    Path json = folder.resolve("tokenizer.json");
    if (Files.exists(json)) {
      return read(json);
    }
    Path config = folder.resolve("tokenizer_config.json");
    JsonNode rules = Files.exists(config) ? json(config) : JSON.createObjectNode();
    Path vocabulary = folder.resolve("vocab.txt");
    if (!Files.exists(vocabulary)) {
      throw new BundleException(
          "[" + folder + "] has no [tokenizer.json] and no [vocab.txt]; expected one of them");
    }
    return new WordPieceFiles(
        lines(vocabulary),
        normalization(rules, "clean_text", "tokenize_chinese_chars", "do_lower_case"));
  }

  /**
   * Reads a {@code vocab.txt} of Google's. Where no flag comes with it, the pieces tell what Google
   * has in its releases' names: letters become small unless a piece that isn't in brackets has a
   * letter that could.
   *
   * @param lowerCase whether letters become small, if the source says it
   */
  static WordPieceFiles readVocabulary(Path file, Optional<Boolean> lowerCase) throws IOException {
    List<String> pieces = lines(file);
    boolean uncased =
        lowerCase.orElseGet(() -> pieces.stream().noneMatch(WordPieceFiles::isCapital));
    return new WordPieceFiles(
        pieces, uncased ? BertNormalization.UNCASED : BertNormalization.CASED);
  }

  /** The checkpoint of this tokenizer, refused where its parts don't fit together. */
  EncoderCheckpoint checkpoint(
      String source,
      BertArchitecture architecture,
      Map<String, Tensor> tensors,
      Set<String> inputsFirst)
      throws BundleException {
    try {
      return new EncoderCheckpoint(
          source,
          architecture,
          StoredTokenizer.of(BertTokenizerJson.of(pieces, normalization)),
          tensors,
          inputsFirst);
    } catch (IllegalArgumentException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }

  private static boolean isCapital(String piece) {
    return !piece.startsWith("[") && !piece.equals(piece.toLowerCase(Locale.ROOT));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Utf8LineReader.lines(file);
    } catch (IOException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e;
      }
      throw new BundleException(e.getMessage() + "; expected a word piece on each line", e);
    }
  }

  /** Accents are stripped where letters become small, unless the file says otherwise. */
  private static BertNormalization normalization(
      JsonNode rules, String clean, String ideographs, String lowerCase) {
    boolean lower = rules.path(lowerCase).asBoolean(true);
    return new BertNormalization(
        rules.path(clean).asBoolean(true),
        rules.path(ideographs).asBoolean(true),
        rules.path("strip_accents").asBoolean(lower),
        lower);
  }
}
