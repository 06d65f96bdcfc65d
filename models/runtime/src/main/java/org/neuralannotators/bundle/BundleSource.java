package org.neuralannotators.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the files of a bundle come from; knows nothing of what is in them. */
interface BundleSource extends Closeable {
  String MANIFEST = "manifest.json";

  /** The largest file that a buffer can hold. */
  long LARGEST_FILE = Integer.MAX_VALUE - 8;

  /** Says where the bundle is, the same for the same bundle. */
  String location();

  /** All bytes of a file, or null when there is no such file. */
  ByteBuffer read(String name) throws IOException;

  /** Refuses a file that no buffer can hold. */
  default void requireReadable(String name, long size) throws BundleException {
    if (size < 0 || size > LARGEST_FILE) {
      throw new BundleException(
          "File ["
              + name
              + "] of bundle ["
              + location()
              + "] has ["
              + size
              + "] bytes, expected at most ["
              + LARGEST_FILE
              + "]; split it");
    }
  }
}
