package org.neuralannotators.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.text.Utf8Text;

/** Reads the JSON files of Hugging Face's folders. */
public final class JsonFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  /**
   * Reads an object.
   *
   * @throws BundleException when the file holds something else
   */
  public static ObjectNode read(Path file) throws IOException {
    if (readTree(file) instanceof ObjectNode object) {
      return object;
    }
    throw new BundleException(
        "[" + file + "] isn't a JSON object; expected names with values. Get the file anew");
  }

  /**
   * Reads a value of any kind.
   *
   * @throws BundleException when the file isn't JSON
   */
  public static JsonNode readTree(Path file) throws IOException {
    try {
      return JSON.readTree(Utf8Text.read(file));
    } catch (JsonProcessingException e) {
      throw new BundleException(
          "[" + file + "] isn't JSON: " + e.getOriginalMessage() + "; get the file anew", e);
    }
  }

  /** Reads an object; without the file it is empty. */
  public static ObjectNode readIfThere(Path file) throws IOException {
    return Files.exists(file) ? read(file) : JSON.createObjectNode();
  }
}
