package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.text.BertNormalization;

/** BERT's tokenizer (Devlin et al. 2018) as a {@code tokenizer.json}. */
public final class BertTokenizerJson {
  private static final String UNKNOWN = "[UNK]";
  private static final String CLASSIFICATION = "[CLS]";
  private static final String SEPARATOR = "[SEP]";
  private static final List<String> SPECIALS =
      List.of("[PAD]", CLASSIFICATION, SEPARATOR, "[MASK]");

  private static final String INSIDE = "##";
  private static final int LONGEST_WORD = 100;

  private BertTokenizerJson() {}

  /**
   * The tokenizer of a vocabulary. Where it lacks {@code [CLS]} or {@code [SEP]}, sequences have no
   * special tokens.
   *
   * @param pieces a piece's place is its id; pieces inside of words begin with {@code ##}
   * @throws IllegalArgumentException when {@code [UNK]} isn't among them
   */
  public static ObjectNode of(List<String> pieces, BertNormalization normalization) {
    return of(pieces, normalization, UNKNOWN);
  }

  /**
   * The tokenizer of a vocabulary that has another piece for unknown words.
   *
   * @param unknown the piece instead of {@code [UNK]}
   * @throws IllegalArgumentException when it isn't among the pieces
   */
  public static ObjectNode of(
      List<String> pieces, BertNormalization normalization, String unknown) {
    ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
    for (int id = 0; id < pieces.size(); id++) {
      vocabulary.put(pieces.get(id), id);
    }
    if (!vocabulary.has(unknown)) {
      throw new IllegalArgumentException(
          "The vocabulary of ["
              + pieces.size()
              + "] pieces has no ["
              + unknown
              + "]; expected BERT's vocabulary with its special tokens");
    }
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", "1.0");
    Stream.concat(Stream.of(unknown), SPECIALS.stream())
        .filter(vocabulary::has)
        .forEach(token -> addSpecial(root.withArray("added_tokens"), token, vocabulary));
    root.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", normalization.cleanText())
        .put("handle_chinese_chars", normalization.ideographs())
        .put("strip_accents", normalization.stripAccents())
        .put("lowercase", normalization.lowerCase());
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    if (vocabulary.has(CLASSIFICATION) && vocabulary.has(SEPARATOR)) {
      ObjectNode post = root.putObject("post_processor").put("type", "BertProcessing");
      post.putArray("sep").add(SEPARATOR).add(vocabulary.get(SEPARATOR));
      post.putArray("cls").add(CLASSIFICATION).add(vocabulary.get(CLASSIFICATION));
    }
    root.putObject("decoder").put("type", "WordPiece").put("prefix", INSIDE).put("cleanup", true);
    root.putObject("model")
        .put("type", "WordPiece")
        .put("unk_token", unknown)
        .put("continuing_subword_prefix", INSIDE)
        .put("max_input_chars_per_word", LONGEST_WORD)
        .set("vocab", vocabulary);
    return root;
  }

  private static void addSpecial(ArrayNode tokens, String token, ObjectNode vocabulary) {
    tokens
        .addObject()
        .put("content", token)
        .put("special", true)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .set("id", vocabulary.get(token));
  }
}
