package org.neuralannotators.batch.command;

import org.neuralannotators.translate.text.TextChoice;
import picocli.CommandLine.Option;

/** Options that say for which texts a translator is asked. */
final class TextOptions {
  @Option(
      names = "--source-language",
      paramLabel = "CODE",
      description =
          "Language of the sources, such as en, or a code of the model's own; a model for another"
              + " language is refused. Needed by models that must be told.")
  private String sourceLanguage;

  @Option(
      names = "--target-language",
      paramLabel = "CODE",
      description =
          "Language of the targets, likewise. A model for many languages translates into this one.")
  private String targetLanguage;

  @Option(
      names = "--task-prefix",
      paramLabel = "TEXT",
      description =
          "Put this before each source, such as \"translate English to German: \" for T5; default:"
              + " what the model says.")
  private String taskPrefix;

  TextChoice choice() {
    return new TextChoice(sourceLanguage, targetLanguage, taskPrefix);
  }
}
