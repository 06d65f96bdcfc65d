package org.neuralannotators.batch.write;

import java.util.List;
import org.neuralannotators.batch.read.Span;

/**
 * What the pipeline found in a document; all offsets are in UTF-16 characters, the end exclusive.
 *
 * @param text the document
 * @param sentences in order
 * @param tokens in order
 * @param entities in order
 */
public record AnnotatedDocument(
    String text, List<Span> sentences, List<Token> tokens, List<Entity> entities) {
  /** A token with its tag, B-, I- or O. */
  public record Token(int begin, int end, String tag) {}

  /** A mention of a named entity. */
  public record Entity(
      int begin, int end, String text, String label, double confidence, String modelId) {}
}
