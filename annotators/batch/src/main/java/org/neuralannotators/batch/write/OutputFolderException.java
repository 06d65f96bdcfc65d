package org.neuralannotators.batch.write;

import java.io.IOException;

/** A folder can't take the output of a run; the message says what to do. */
public final class OutputFolderException extends IOException {
  private static final long serialVersionUID = 1;

  OutputFolderException(String message) {
    super(message);
  }
}
