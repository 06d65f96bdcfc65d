package org.neuralannotators.bundle;

import java.io.Closeable;
import java.io.IOException;

/** Where the files of a bundle come from; knows nothing of what is in them. */
public interface BundleSource extends Closeable {
  String MANIFEST = "manifest.json";

  /** Says where the bundle is, the same for the same bundle. */
  String location();

  /** All bytes of a file, or null when there is no such file. */
  FileBytes read(String name) throws IOException;
}
