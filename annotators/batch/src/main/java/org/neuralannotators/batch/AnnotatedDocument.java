package org.neuralannotators.batch;

import java.util.List;

/**
 * What the pipeline found in a document; all offsets are in UTF-16 characters, the end exclusive.
 *
 * @param text the document
 * @param sentences in order
 * @param tokens in order
 * @param entities in order
 */
record AnnotatedDocument(
    String text, List<Span> sentences, List<Token> tokens, List<Entity> entities) {
  record Span(int begin, int end) {}

  /** A token with its tag, B-, I- or O. */
  record Token(int begin, int end, String tag) {}

  record Entity(int begin, int end, String text, String label, double confidence, String modelId) {}
}
