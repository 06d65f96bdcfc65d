package org.neuralannotators.bundle;

import java.nio.ByteBuffer;

/** A bundle among the files of another. */
record InnerSource(ModelBundle outer, String folder) implements BundleSource {
  @Override
  public String location() {
    return outer.location() + "/" + folder;
  }

  @Override
  public ByteBuffer read(String name) throws BundleException {
    String path = folder + "/" + name;
    return outer.manifest().files().containsKey(path) ? outer.buffer(path) : null;
  }

  @Override
  public void close() {}
}
