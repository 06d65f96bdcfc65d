package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.OutputStream;

/** What writes the bytes of a file, part by part: no array need hold all of them. */
@FunctionalInterface
public interface FileContent {
  /**
   * Writes all of them.
   *
   * @throws BundleException when they are nothing that a bundle may hold
   */
  void writeTo(OutputStream output) throws IOException;
}
