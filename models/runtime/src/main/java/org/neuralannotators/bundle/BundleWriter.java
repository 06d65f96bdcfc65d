package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /**
   * Adds a file; the array must not change before the bundle is written.
   *
   * @throws IllegalArgumentException for a name that leads out of the bundle or is taken
   */
  public BundleWriter add(String name, byte[] bytes) {
    if (!FileNames.isSafe(name) || name.equals(BundleSource.MANIFEST)) {
      throw new IllegalArgumentException(
          "A file of a bundle can't be named [" + name + "]; expected a name such as [words.txt]");
    }
    if (files.putIfAbsent(name, bytes) != null) {
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
      add(folder + "/" + file, bundle.bytes(file));
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
    SortedMap<String, byte[]> contents = new TreeMap<>(files);
    contents.put(BundleSource.MANIFEST, ManifestJson.write(manifest.withFiles(checksums())));
    boolean zip = place.toString().endsWith(".zip");
    try (Replacement replacement = new Replacement(place, zip)) {
      if (zip) {
        writeZip(contents, replacement.temporary());
      } else {
        writeFolder(contents, replacement.temporary());
      }
      replacement.commit();
    }
  }

  private Map<String, String> checksums() {
    Map<String, String> checksums = new TreeMap<>();
    files.forEach((name, bytes) -> checksums.put(name, Checksums.sha256(ByteBuffer.wrap(bytes))));
    return checksums;
  }

  private static void writeFolder(Map<String, byte[]> contents, Path folder) throws IOException {
    Files.createDirectory(folder);
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static void writeZip(Map<String, byte[]> contents, Path path) throws IOException {
    try (OutputStream output = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(output)) {
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        // A fixed time makes equal bundles equal files.
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
  }
}
