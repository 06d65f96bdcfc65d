package org.neuralannotators.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads a bundle and refuses what isn't as its manifest says. */
public final class BundleChecks {
  private static final String HUGGING_FACE = "config.json";

  private BundleChecks() {}

  /** Whether a folder is a checkpoint of Hugging Face's, which says how it becomes a bundle. */
  public static boolean isOfHuggingFace(Path folder) {
    return Files.isRegularFile(folder.resolve(HUGGING_FACE));
  }

  /** The manifest of the bundle that a source has. */
  public static ModelManifest manifest(BundleSource source) throws IOException {
    return ManifestJson.read(manifestBytes(source).whole(), source.location());
  }

  /** The bytes of the manifest. */
  public static FileBytes manifestBytes(BundleSource source) throws IOException {
    FileBytes bytes = source.read(BundleSource.MANIFEST);
    if (bytes == null) {
      boolean other = source.read(HUGGING_FACE) != null;
      throw new BundleException(
          "["
              + source.location()
              + "] has no ["
              + BundleSource.MANIFEST
              + "], expected a model bundle; "
              + (other
                  ? "it has a ["
                      + HUGGING_FACE
                      + "], as folders of Hugging Face: make a bundle of"
                      + " it with [neural-annotators import huggingface FOLDER --out BUNDLE]"
                  : "name the folder or zip file that has it"));
    }
    return bytes;
  }

  /** All files that the manifest names, as read-only views. */
  static Map<String, FileBytes> files(BundleSource source, ModelManifest manifest)
      throws IOException {
    Map<String, FileBytes> files = new HashMap<>();
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      files.put(file.getKey(), file(source, file.getKey(), file.getValue()));
    }
    return Map.copyOf(files);
  }

  private static FileBytes file(BundleSource source, String name, String checksum)
      throws IOException {
    FileNames.requireSafe(name, source.location());
    FileBytes bytes = source.read(name);
    if (bytes == null) {
      throw new BundleException(
          "Bundle ["
              + source.location()
              + "] has no file ["
              + name
              + "], which its manifest names; get the bundle anew");
    }
    String found = Checksums.sha256(bytes);
    if (!found.equals(checksum)) {
      throw new BundleException(
          "File ["
              + name
              + "] of bundle ["
              + source.location()
              + "] is cut short or altered: ["
              + bytes.size()
              + "] bytes with SHA-256 ["
              + found
              + "], expected ["
              + checksum
              + "]; get the bundle anew");
    }
    return bytes;
  }
}
