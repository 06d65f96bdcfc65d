package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.prompt.PromptException;
import org.neuralannotators.prompt.PromptPredictors;
import picocli.CommandLine.Option;

/** The option of a prompt by which a language model classifies. */
final class PromptFileOption {
  @Option(
      names = "--prompt",
      paramLabel = "FILE",
      description =
          "A YAML file with a prompt that has labels: MODEL is a language model, which classifies"
              + " texts by it.")
  private Path file;

  /** What classifies texts, or pairs of texts where a bundle's classifier does. */
  TextClassifier load(String model, PredictorOptions options) throws IOException {
    return file == null
        ? TextClassifiers.load(model, options)
        : PromptPredictors.loadClassifier(model, Prompt.read(file), options);
  }

  /**
   * The same, of one that classifies what shall be classified.
   *
   * @param pairs whether these are pairs, not texts
   */
  TextClassifier load(String model, PredictorOptions options, boolean pairs) throws IOException {
    if (file == null) {
      return TextClassifiers.load(model, options, pairs);
    }
    if (pairs) {
      throw new PromptException(
          "[%s] is asked about single texts; expected no pairs in the data".formatted(file));
    }
    return load(model, options);
  }
}
