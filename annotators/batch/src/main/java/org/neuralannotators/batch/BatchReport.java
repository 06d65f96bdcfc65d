package org.neuralannotators.batch;

import java.util.List;

/**
 * What became of a batch; {@code report.json} has the same fields.
 *
 * @param documents all documents, with those that failed
 * @param tokens of the documents that were annotated, like the entities
 * @param seconds from the first document to the last, without loading the model
 * @param failures documents that were not annotated
 */
public record BatchReport(
    long documents, long tokens, long entities, double seconds, List<DocumentFailure> failures) {
  /** The name of the report in the folder of output. */
  public static final String FILE = "report.json";

  public BatchReport {
    failures = List.copyOf(failures);
  }
}
