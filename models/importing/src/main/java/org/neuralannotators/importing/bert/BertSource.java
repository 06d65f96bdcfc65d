package org.neuralannotators.importing.bert;

import java.io.IOException;
import org.neuralannotators.embed.BertCheckpoint;

/** The files of a checkpoint. */
interface BertSource {
  /**
   * Reads them.
   *
   * @throws org.neuralannotators.bundle.BundleException when they can't be understood
   */
  BertCheckpoint read() throws IOException;
}
