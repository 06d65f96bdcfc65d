package org.neuralannotators.batch;

import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.read.Reasons;

/** What became of a document. */
sealed interface Outcome {
  /**
   * It was annotated.
   *
   * @param line its line for JSON lines; null when that isn't wanted
   */
  record Annotated(long tokens, long entities, byte[] line) implements Outcome {}

  /** Its output was there. */
  record Skipped() implements Outcome {}

  /** It has no annotations. */
  record Failed(DocumentFailure failure) implements Outcome {}

  /** A failure with the reason of an error. */
  static Failed failed(String location, Throwable error) {
    return new Failed(new DocumentFailure(location, Reasons.of(error)));
  }
}
