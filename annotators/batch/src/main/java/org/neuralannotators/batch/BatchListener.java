package org.neuralannotators.batch;

import org.neuralannotators.batch.read.DocumentFailure;

/** Is told how a batch goes, by the thread that runs it. */
public interface BatchListener {
  /** For whom does not want to know. */
  BatchListener NONE =
      new BatchListener() {
        @Override
        public void settled(long annotated, long others) {}

        @Override
        public void failed(DocumentFailure failure) {}
      };

  /**
   * A document is done.
   *
   * @param annotated so many were annotated up to now
   * @param others so many were skipped or failed
   */
  void settled(long annotated, long others);

  /** A document failed. */
  void failed(DocumentFailure failure);
}
