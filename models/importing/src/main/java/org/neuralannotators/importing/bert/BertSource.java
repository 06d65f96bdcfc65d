package org.neuralannotators.embed;

import java.io.IOException;

/** The files of a checkpoint. */
interface BertSource {
  /**
   * Reads them.
   *
   * @throws org.neuralannotators.bundle.BundleException when they can't be understood
   */
  BertCheckpoint read() throws IOException;
}
