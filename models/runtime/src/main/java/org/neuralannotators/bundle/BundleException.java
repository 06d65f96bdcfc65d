package org.neuralannotators.bundle;

import java.io.IOException;

/** A model bundle that can't be used; the message says what was found and what to do. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  public BundleException(String message) {
    super(message);
  }

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
