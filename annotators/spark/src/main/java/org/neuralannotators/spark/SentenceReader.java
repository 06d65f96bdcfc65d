package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.sql.Row;

/** Reads the sentences of a document; one thread at a time. */
interface SentenceReader extends AutoCloseable {
  /**
   * The sentences of a document, of which none is without tokens.
   *
   * @param columns whose first one is the document
   * @throws Exception when it isn't one
   */
  List<Sentence> read(Row columns) throws Exception;

  @Override
  default void close() {}

  /** The reader for a kind of documents. */
  static SentenceReader of(InputKind kind, String language) {
    return kind == InputKind.TEXT ? new TextSplitter(language) : new TokenReader(kind);
  }
}
