package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.sql.Row;

/** Finds the entities of documents; one thread at a time. */
interface EntityFinder extends AutoCloseable {
  /** How many documents are best given at once. */
  int batchSize();

  /**
   * The entities of each document, of {@link InputKind#entityType()}.
   *
   * @param documents rows whose first column is the document, never null
   * @throws Exception when one of the documents can't be annotated
   */
  List<List<Row>> find(List<Row> documents) throws Exception;

  @Override
  void close();
}
