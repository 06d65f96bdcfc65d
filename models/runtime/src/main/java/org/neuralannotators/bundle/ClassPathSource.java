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
public record ClassPathSource(ClassLoader loader, String folder) implements BundleSource {
  /** What such a location begins with. */
  public static final String PREFIX = "classpath:";

  /** Whether there is a manifest. */
  public boolean exists() {
    return manifest() != null;
  }

  private URL manifest() {
    return loader.getResource(folder + "/" + MANIFEST);
  }

  /** The place of the manifest: two jars may have bundles of one name. */
  @Override
  public String location() {
    return PREFIX + folder + " (" + manifest() + ")";
  }

  @Override
  public FileBytes read(String name) throws IOException {
    try (InputStream input = loader.getResourceAsStream(folder + "/" + name)) {
      return input == null ? null : FileBytes.of(ByteBuffer.wrap(input.readAllBytes()));
    }
  }

  @Override
  public void close() {}
}
