package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.sql.Row;
import org.neuralannotators.bundle.ModelManifest;

/**
 * A model at work; one thread at a time.
 *
 * @param <D> a document as the model reads it
 */
interface Finder<D> extends AutoCloseable {
  /**
   * Reads a document.
   *
   * @param columns the values of the input columns, of which none is null
   * @throws Exception when nothing can be found in this document
   */
  D read(Row columns) throws Exception;

  /** Of how many tokens a document is, more or less. */
  int size(D document);

  /**
   * What is found in each document: a value for a row, null for nothing.
   *
   * @throws Exception when one of the documents can't be annotated
   */
  List<Object> find(List<D> documents) throws Exception;

  /** The description of the model. */
  ModelManifest manifest();

  @Override
  void close();
}
