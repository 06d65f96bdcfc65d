package org.neuralannotators.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The JSON form of a manifest, with its version and required fields checked. */
final class ManifestJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final List<String> REQUIRED = List.of("formatVersion", "kind", "name", "files");

  private ManifestJson() {}

  static byte[] write(ModelManifest manifest) throws JsonProcessingException {
    return (JSON.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static ModelManifest read(ByteBuffer bytes, String location) throws BundleException {
    byte[] json = new byte[bytes.remaining()];
    bytes.get(json);
    try {
      JsonNode root = JSON.readTree(json);
      check(root, location);
      return JSON.treeToValue(root, ModelManifest.class);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(
          "The manifest of ["
              + location
              + "] can't be read: "
              + e.getMessage()
              + "; get or train the bundle anew",
          e);
    }
  }

  private static void check(JsonNode root, String location) throws BundleException {
    for (String field : REQUIRED) {
      if (!root.hasNonNull(field)) {
        throw new BundleException(
            "The manifest of ["
                + location
                + "] has no field ["
                + field
                + "], expected "
                + REQUIRED
                + "; get or train the bundle anew");
      }
    }
    // Before the other fields are read: a newer format may give them another meaning.
    JsonNode version = root.get("formatVersion");
    if (!version.isInt() || version.intValue() < 1) {
      throw new BundleException(
          "Bundle ["
              + location
              + "] is of format version ["
              + version
              + "], expected a number from [1]; get or train the bundle anew");
    }
    if (version.intValue() > ModelManifest.FORMAT_VERSION) {
      throw new BundleException(
          "Bundle ["
              + location
              + "] is of format version ["
              + version
              + "], expected at most ["
              + ModelManifest.FORMAT_VERSION
              + "]; use a newer neural-annotators or an older bundle");
    }
  }
}
