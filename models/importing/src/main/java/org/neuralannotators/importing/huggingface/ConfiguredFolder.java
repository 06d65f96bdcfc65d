package org.neuralannotators.importing.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.checkpoint.JsonFile;
import org.neuralannotators.importing.huggingface.family.ConfigValues;

/**
 * What {@code transformers} saves of a model beside its tokenizer.
 *
 * @param weights the file with the weights, or their index
 * @param config what {@code config.json} says
 */
public record ConfiguredFolder(Path folder, Path weights, ConfigValues config) {
  private static final String CONFIG = "config.json";

  /** The model of a folder, if it has one that isn't ONNX. */
  public static Optional<ConfiguredFolder> in(Path folder) throws IOException {
    Path file = folder.resolve(CONFIG);
    Optional<Path> weights =
        HuggingFaceWeights.in(folder).filter(found -> !found.toString().endsWith(".onnx"));
    if (weights.isEmpty() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfiguredFolder(folder, weights.get(), new ConfigValues(JsonFile.read(file))));
  }
}
