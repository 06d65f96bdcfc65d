package org.neuralannotators.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Reads a bundle and refuses what isn't as its manifest says. */
final class BundleChecks {
  private BundleChecks() {}

  static ModelManifest manifest(BundleSource source) throws IOException {
    return ManifestJson.read(manifestBytes(source), source.location());
  }

  static ByteBuffer manifestBytes(BundleSource source) throws IOException {
    ByteBuffer bytes = source.read(BundleSource.MANIFEST);
    if (bytes == null) {
      throw new BundleException(
          "["
              + source.location()
              + "] has no ["
              + BundleSource.MANIFEST
              + "], expected a model bundle; name the folder or zip file that has it");
    }
    return bytes;
  }

  /** All files that the manifest names, as read-only views. */
  static Map<String, ByteBuffer> files(BundleSource source, ModelManifest manifest)
      throws IOException {
    Map<String, ByteBuffer> files = new HashMap<>();
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      files.put(file.getKey(), file(source, file.getKey(), file.getValue()));
    }
    return Map.copyOf(files);
  }

  private static ByteBuffer file(BundleSource source, String name, String checksum)
      throws IOException {
    FileNames.requireSafe(name, source.location());
    ByteBuffer bytes = source.read(name);
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
              + bytes.remaining()
              + "] bytes with SHA-256 ["
              + found
              + "], expected ["
              + checksum
              + "]; get the bundle anew");
    }
    return bytes.asReadOnlyBuffer();
  }
}
