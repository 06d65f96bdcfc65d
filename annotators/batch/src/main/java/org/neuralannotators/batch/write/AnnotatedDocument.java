package org.neuralannotators.batch.write;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the pipeline found in a document; all offsets are in UTF-16 characters, the end exclusive.
 * What no model looked for is null, and left out of JSON.
 *
 * @param text the document
 * @param sentences in order
 * @param tokens in order
 * @param entities in order
 * @param chunks in order
 * @param classes of the whole document, one of each classifier
 * @param answers to each question by each question answerer
 * @param summaries of the document, one of each summarizer
 * @param translation of the document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnotatedDocument(
    String text,
    List<Sentence> sentences,
    List<Token> tokens,
    List<Mention> entities,
    List<Mention> chunks,
    List<Category> classes,
    List<Reply> answers,
    List<DocumentSummary> summaries,
    Translation translation) {
  /** Entities and then chunks. */
  List<Mention> mentions() {
    return Stream.of(entities, chunks).filter(Objects::nonNull).flatMap(List::stream).toList();
  }

  /** The tokens of each sentence, and those before, between and behind as others. */
  List<List<Token>> tokensBySentence() {
    IntStream borders =
        IntStream.concat(
            sentences.stream().flatMapToInt(s -> IntStream.of(s.begin(), s.end())),
            IntStream.of(text.length()));
    List<List<Token>> groups = new ArrayList<>();
    int next = 0;
    for (int border : borders.toArray()) {
      int first = next;
      while (next < tokens.size() && tokens.get(next).begin() < border) {
        next++;
      }
      if (next > first) {
        groups.add(tokens.subList(first, next));
      }
    }
    return groups;
  }

  /**
   * A sentence.
   *
   * @param classes one of each classifier of sentences
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sentence(
      int begin, int end, List<Category> classes, SentenceTranslation translation) {}

  /**
   * The translation of a sentence.
   *
   * @param score of the search: the higher, the better
   * @param warnings names of what was found wrong with it, and of what was done
   * @param entities that were carried over, by their places in the text
   * @param attention a row for each token of the translation
   */
  public record SentenceTranslation(
      String text,
      double score,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Mention> entities,
      @JsonIgnore List<Attention> attention) {}

  /**
   * What a token of a translation was made of.
   *
   * @param tokens those of the sentence
   * @param weights how much the network attended to each
   */
  public record Attention(String token, List<String> tokens, float[] weights) {}

  /** A whole document's summary. */
  public record DocumentSummary(String text, String modelId) {}

  /** A whole document's translation. */
  public record Translation(String language, String modelId, String text) {}

  /**
   * A token.
   *
   * @param tag B-, I- or O of the first tagger of entities
   * @param pos its part of speech
   * @param chunk B-, I- or O of the first chunker
   * @param columns a tag of each tagger, in their order
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Token(
      int begin, int end, String tag, String pos, String chunk, @JsonIgnore List<String> columns) {}

  /** A named entity or a chunk. */
  public record Mention(
      int begin, int end, String text, String label, double confidence, String modelId) {}

  /**
   * What a question answerer says to a question.
   *
   * @param answer null where the document has none
   */
  public record Reply(String question, Answer answer, String modelId) {}

  /** A part of the document. */
  public record Answer(int begin, int end, String text, double confidence) {}

  /** A class of a sentence or of a document. */
  public record Category(String label, double confidence, String modelId) {}
}
