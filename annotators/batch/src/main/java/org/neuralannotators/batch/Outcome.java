package org.neuralannotators.batch;

import java.util.List;
import org.neuralannotators.batch.read.DocumentFailure;

/** What became of a document. */
sealed interface Outcome {
  /** Its line of JSON lines, when that was asked for. */
  byte[] line();

  /**
   * It was annotated.
   *
   * @param warnings of all translations of its sentences
   */
  record Annotated(long tokens, long entities, List<String> warnings, byte[] line)
      implements Outcome {}

  /** It has no annotations. */
  record Failed(DocumentFailure failure, byte[] line) implements Outcome {
    Failed(DocumentFailure failure) {
      this(failure, null);
    }
  }

  /** Its output was there. */
  record Skipped() implements Outcome {
    @Override
    public byte[] line() {
      return null;
    }
  }
}
