package org.neuralannotators.corenlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.prompt.PromptPredictors;

/**
 * The options of {@link NeuralPromptAnnotator}, which documents them.
 *
 * @param answers what is as of a classifier
 * @param prompt that its file holds
 */
record PromptOptions(ClassifierOptions answers, Prompt prompt) {
  private static final String PROMPT_FILE = "promptFile";

  /**
   * Reads the properties under an annotator's name, and the prompt file.
   *
   * @throws IllegalArgumentException for an unknown option, a value that isn't allowed, or a prompt
   *     that can't be used
   * @throws UncheckedIOException when the file can't be read
   */
  static PromptOptions read(String name, Properties properties) {
    Set<String> known = new TreeSet<>(ClassifierOptions.OWN);
    known.add(PROMPT_FILE);
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, known);
    ClassifierOptions answers = ClassifierOptions.of(name, own, "language model");
    String file = own.text(PROMPT_FILE, "");
    if (file.isEmpty()) {
      throw new IllegalArgumentException(
          "Property [%s.%s] is missing; expected the path of a prompt file, in YAML"
              .formatted(name, PROMPT_FILE));
    }
    try {
      return new PromptOptions(answers, Prompt.read(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Annotator [%s] could not read its prompt file [%s]: %s"
              .formatted(name, file, e.getMessage()),
          e);
    }
  }

  /** Loads the model that is asked. */
  Supplier<TextClassifier> loader(String name) {
    return ReloadingModel.loader(
        name,
        answers.modelLocation(),
        location -> PromptPredictors.load(location, prompt, answers.classifier()));
  }
}
