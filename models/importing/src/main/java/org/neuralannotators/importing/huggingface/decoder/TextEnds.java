package org.neuralannotators.importing.huggingface.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
   * Those of a folder; none where no file names one. Numbers that no piece has, which a small model
   * may have from a large one's configuration, end nothing.
   *
   * @param vocabulary how many pieces there are
   * @throws BundleException when they are neither a number nor a list of numbers
   */
  static List<Integer> of(Path folder, int vocabulary) throws IOException {
    for (String name : List.of(GENERATION, CONFIG)) {
      Path file = folder.resolve(name);
      JsonNode ends = JsonFile.readIfThere(file).path(FIELD);
      if (!ends.isMissingNode() && !ends.isNull()) {
        return numbers(file, ends).filter(end -> end >= 0 && end < vocabulary).distinct().toList();
      }
    }
    return List.of();
  }

  private static Stream<Integer> numbers(Path file, JsonNode ends) throws BundleException {
    List<JsonNode> all = new ArrayList<>();
    if (ends.isArray()) {
      ends.forEach(all::add);
    } else {
      all.add(ends);
    }
    if (!all.stream().allMatch(JsonNode::isInt)) {
      throw new BundleException(
          "[%s] has [%s] for [%s]; expected the number of a piece, or a list of numbers"
              .formatted(file, ends, FIELD));
    }
    return all.stream().map(JsonNode::intValue);
  }
}
