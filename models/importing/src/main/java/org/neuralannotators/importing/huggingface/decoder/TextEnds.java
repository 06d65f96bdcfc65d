package org.neuralannotators.importing.huggingface.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.checkpoint.JsonFile;

/**
 * The pieces that end a text: {@code eos_token_id} of {@code generation_config.json}, or else of
 * {@code config.json}.
 */
final class TextEnds {
  private static final String CONFIG = "config.json";
  private static final String GENERATION = "generation_config.json";
  private static final String FIELD = "eos_token_id";

  private TextEnds() {}

  /**
   * Those of a folder; none where no file names one.
   *
   * @throws BundleException when they are neither a number nor a list of numbers
   */
  static List<Integer> of(Path folder) throws IOException {
    for (String name : List.of(GENERATION, CONFIG)) {
      Path file = folder.resolve(name);
      JsonNode ends = JsonFile.readIfThere(file).path(FIELD);
      if (!ends.isMissingNode() && !ends.isNull()) {
        return numbers(file, ends);
      }
    }
    return List.of();
  }

  private static List<Integer> numbers(Path file, JsonNode ends) throws BundleException {
    Stream<JsonNode> all =
        ends.isArray() ? StreamSupport.stream(ends.spliterator(), false) : Stream.of(ends);
    List<JsonNode> nodes = all.toList();
    if (!nodes.stream().allMatch(JsonNode::isInt)) {
      throw new BundleException(
          "[%s] has [%s] for [%s]; expected the number of a piece, or a list of numbers"
              .formatted(file, ends, FIELD));
    }
    return nodes.stream().map(JsonNode::intValue).distinct().toList();
  }
}
