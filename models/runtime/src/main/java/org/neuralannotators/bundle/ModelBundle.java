package org.neuralannotators.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuralannotators.text.Utf8LineReader;

/**
 * A trained model as files: {@code manifest.json} and the files that it names, each with its
 * SHA-256. An open bundle was checked completely. The files of a folder are mapped into memory, so
 * replace a bundle as {@link BundleWriter} does, never in place. Thread-safe.
 */
public final class ModelBundle implements AutoCloseable {
  private final String location;
  private final ModelManifest manifest;
  private volatile Map<String, FileBytes> files;

  private ModelBundle(String location, ModelManifest manifest, Map<String, FileBytes> files) {
    this.location = location;
    this.manifest = manifest;
    this.files = files;
  }

  /**
   * Opens a folder or a zip file and checks all of it.
   *
   * @throws BundleException when there is no bundle, or one that is cut short, altered, of a newer
   *     format or with files outside itself
   */
  public static ModelBundle open(Path folderOrZip) throws IOException {
    try (BundleSource source = source(folderOrZip)) {
      return open(source);
    }
  }

  /** Where the files of a folder or zip come from. */
  public static BundleSource source(Path folderOrZip) throws IOException {
    if (Files.isDirectory(folderOrZip)) {
      return new FolderSource(folderOrZip.toRealPath());
    }
    if (!Files.exists(folderOrZip)) {
      throw new BundleException(
          "There is no model bundle at ["
              + folderOrZip.toAbsolutePath()
              + "], expected a folder or a zip file; correct the path");
    }
    return ZipSource.open(folderOrZip.toRealPath());
  }

  /** The bundle whose files a source has, checked. */
  public static ModelBundle open(BundleSource source) throws IOException {
    ModelManifest manifest = BundleChecks.manifest(source);
    return new ModelBundle(source.location(), manifest, BundleChecks.files(source, manifest));
  }

  /**
   * A bundle that this one contains, see {@link BundleWriter#add(String, ModelBundle)}; this one
   * may be closed before it.
   *
   * @throws BundleException when there is none, or it is damaged
   */
  public ModelBundle inner(String folder) throws IOException {
    return open(new InnerSource(this, folder));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /** Where the bundle is, for messages. */
  public String location() {
    return location;
  }

  /**
   * Refuses a bundle that is for another network.
   *
   * @throws BundleException when its kind isn't the expected one
   */
  public void requireKind(String expected) throws BundleException {
    if (!manifest.kind().equals(expected)) {
      throw new BundleException(
          "Bundle ["
              + location
              + "] is of kind ["
              + manifest.kind()
              + "], expected ["
              + expected
              + "]; name a bundle of that kind");
    }
  }

  /**
   * A read-only view of a file of at most 2 GiB.
   *
   * @throws BundleException when the bundle has no such file, or a larger one
   * @throws IllegalStateException when the bundle is closed
   */
  public ByteBuffer buffer(String name) throws BundleException {
    return file(name).whole();
  }

  /** All bytes of a file; errors as in {@link #buffer}, but it may have more than 2 GiB. */
  FileBytes file(String name) throws BundleException {
    Map<String, FileBytes> open = files;
    if (open == null) {
      throw new IllegalStateException("Bundle [" + location + "] is closed");
    }
    FileBytes bytes = open.get(name);
    if (bytes == null) {
      throw new BundleException(
          "Bundle ["
              + location
              + "] has no file ["
              + name
              + "], only "
              + manifest.files().keySet()
              + "; its kind ["
              + manifest.kind()
              + "] needs that file, get the bundle anew");
    }
    return bytes;
  }

  /** A copy of a file; errors as in {@link #buffer}. */
  public byte[] bytes(String name) throws BundleException {
    ByteBuffer buffer = buffer(name);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** The lines of a file of UTF-8 text; errors as in {@link #buffer}, and when it isn't UTF-8. */
  public List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Utf8LineReader reader =
        new Utf8LineReader(new ByteArrayInputStream(bytes(name)), location + "/" + name)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** The tensors of a safetensors file by name; errors as in {@link #buffer}. */
  public Map<String, Tensor> tensors(String name) throws BundleException {
    return SafeTensors.read(file(name), location + "/" + name);
  }

  /** Lets go of the files; views of them stay valid. Closing twice is harmless. */
  @Override
  public void close() {
    files = null;
  }
}
