package org.neuralannotators.bundle;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a model bundle. It is written next to its target and then moved there, so that the target
 * is at all times the old bundle or the new one, never a part. Not thread-safe.
 */
public final class BundleWriter {
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final SortedMap<String, FileContent> files = new TreeMap<>();

  /**
   * Adds a file; the array must not change before the bundle is written.
   *
   * @throws IllegalArgumentException for a name that leads out of the bundle or is taken
   */
  public BundleWriter add(String name, byte[] bytes) {
    return add(name, output -> output.write(bytes));
  }

  /**
   * Adds a file that is written part by part, when the bundle is; errors as for bytes.
   *
   * @param content must stay as it is until then
   */
  public BundleWriter add(String name, FileContent content) {
    if (!FileNames.isSafe(name) || name.equals(BundleSource.MANIFEST)) {
      throw new IllegalArgumentException(
          "A file of a bundle can't be named [" + name + "]; expected a name such as [words.txt]");
    }
    if (files.putIfAbsent(name, content) != null) {
      throw new IllegalArgumentException("File [" + name + "] was added before");
    }
    return this;
  }

  /**
   * Adds all of another bundle, as it is, in a folder.
   *
   * @throws IllegalStateException when it is closed
   * @see ModelBundle#inner
   */
  public BundleWriter add(String folder, ModelBundle bundle) throws IOException {
    add(folder + "/" + BundleSource.MANIFEST, ManifestJson.write(bundle.manifest()));
    for (String file : bundle.manifest().files().keySet()) {
      add(folder + "/" + file, bundle.file(file)::writeTo);
    }
    return this;
  }

  /**
   * Writes a zip file when the target's name ends in {@code .zip}, otherwise a folder; a bundle
   * that is there is replaced whole.
   *
   * @param manifest its list of files is replaced by the checksums of those added
   * @throws IOException when the disk refuses; the old bundle is intact then
   */
  public void write(Path target, ModelManifest manifest) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    boolean zip = place.toString().endsWith(".zip");
    try (Replacement replacement = new Replacement(place, zip)) {
      if (zip) {
        writeZip(replacement.temporary(), manifest);
      } else {
        writeFolder(replacement.temporary(), manifest);
      }
      replacement.commit();
    }
  }

  /** Opens the files of a bundle for writing, one after the other. */
  @FunctionalInterface
  private interface Target {
    OutputStream open(String name) throws IOException;
  }

  /** The manifest comes last, as it has the checksums of the others. */
  private void write(Target target, ModelManifest manifest) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    for (Map.Entry<String, FileContent> file : files.entrySet()) {
      try (DigestOutputStream output =
          new DigestOutputStream(target.open(file.getKey()), Checksums.sha256())) {
        file.getValue().writeTo(output);
        checksums.put(file.getKey(), Checksums.text(output.getMessageDigest()));
      }
    }
    try (OutputStream output = target.open(BundleSource.MANIFEST)) {
      output.write(ManifestJson.write(manifest.withFiles(checksums)));
    }
  }

  private void writeFolder(Path folder, ModelManifest manifest) throws IOException {
    Files.createDirectory(folder);
    write(
        name -> {
          Path path = folder.resolve(name);
          Files.createDirectories(path.getParent());
          return Files.newOutputStream(path);
        },
        manifest);
  }

  private void writeZip(Path path, ModelManifest manifest) throws IOException {
    try (OutputStream output = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(output)) {
      write(
          name -> {
            ZipEntry entry = new ZipEntry(name);
            // A fixed time makes equal bundles equal files.
            entry.setTimeLocal(ENTRY_TIME);
            zip.putNextEntry(entry);
            return new EntryOutput(zip);
          },
          manifest);
    }
  }

  /** Writes an entry of a zip; the zip stays open. */
  private static final class EntryOutput extends FilterOutputStream {
    private final ZipOutputStream zip;

    EntryOutput(ZipOutputStream zip) {
      super(zip);
      this.zip = zip;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      zip.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      zip.closeEntry();
    }
  }
}
