package org.neuralannotators.importing.bert;

import java.io.IOException;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;

/** The files of a checkpoint. */
interface BertSource {
  /**
   * Reads them.
   *
   * @throws org.neuralannotators.bundle.BundleException when they can't be understood
   */
  EncoderCheckpoint read() throws IOException;
}
