package org.neuralannotators.batch;

/**
 * What became of a batch; {@code report.json} has the same fields, and the settings and failures.
 *
 * @param documents all documents
 * @param annotated those that were annotated in this run, like the tokens and the entities
 * @param skipped those that an earlier run had annotated
 * @param failed those that have no annotations
 * @param seconds from the first document to the last, without loading the model
 */
public record BatchReport(
    long documents,
    long annotated,
    long skipped,
    long failed,
    long tokens,
    long entities,
    double seconds) {}
