package org.neuralannotators.bundle;

/** A bundle among the files of another. */
record InnerSource(ModelBundle outer, String folder) implements BundleSource {
  @Override
  public String location() {
    return outer.location() + "/" + folder;
  }

  @Override
  public FileBytes read(String name) throws BundleException {
    String path = folder + "/" + name;
    return outer.manifest().files().containsKey(path) ? outer.file(path) : null;
  }

  @Override
  public void close() {}
}
