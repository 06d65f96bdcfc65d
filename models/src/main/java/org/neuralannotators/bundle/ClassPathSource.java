package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;

/**
 * A bundle on the class path.
 *
 * @param loader where its files are looked for
 * @param folder the resource folder, without slash at the end
 */
record ClassPathSource(ClassLoader loader, String folder) implements BundleSource {
  static final String PREFIX = "classpath:";

  boolean exists() {
    return resource(MANIFEST) != null;
  }

  private URL resource(String name) {
    return loader.getResource(folder + "/" + name);
  }

  /** The place of the manifest: two jars may have bundles of one name. */
  @Override
  public String location() {
    return PREFIX + folder + " (" + resource(MANIFEST) + ")";
  }

  @Override
  public ByteBuffer read(String name) throws IOException {
    URL resource = resource(name);
    if (resource == null) {
      return null;
    }
    try (InputStream input = resource.openStream()) {
      return ByteBuffer.wrap(input.readAllBytes());
    }
  }

  @Override
  public void close() {}
}
