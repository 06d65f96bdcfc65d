package org.neuralannotators.batch.write;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What the pipeline found in a document; all offsets are in UTF-16 characters, the end exclusive.
 *
 * @param text the document
 * @param sentences in order
 * @param tokens in order
 * @param entities in order
 * @param translation null where the document wasn't translated
 */
public record AnnotatedDocument(
    String text,
    List<Sentence> sentences,
    List<Token> tokens,
    List<Entity> entities,
    @JsonInclude(JsonInclude.Include.NON_NULL) Translation translation) {
  /**
   * A sentence.
   *
   * @param translation null where it wasn't translated
   */
  public record Sentence(
      int begin,
      int end,
      @JsonInclude(JsonInclude.Include.NON_NULL) SentenceTranslation translation) {}

  /**
   * The translation of a sentence.
   *
   * @param score of the search: the higher, the better
   * @param warnings names of what was found wrong with it, and of what was done
   * @param attention a row for each token of the translation
   */
  public record SentenceTranslation(
      String text,
      double score,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
      @JsonIgnore List<Attention> attention) {}

  /**
   * What a token of a translation was made of.
   *
   * @param tokens those of the sentence
   * @param weights how much the network attended to each
   */
  public record Attention(String token, List<String> tokens, float[] weights) {}

  /** A whole document's translation. */
  public record Translation(String language, String modelId, String text) {}

  /** A token with its tag, B-, I- or O. */
  public record Token(int begin, int end, String tag) {}

  /** A mention of a named entity. */
  public record Entity(
      int begin, int end, String text, String label, double confidence, String modelId) {}
}
