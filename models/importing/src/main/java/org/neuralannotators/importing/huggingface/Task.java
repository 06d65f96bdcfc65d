package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a checkpoint is for, as the class in its {@code config.json} says. */
public enum Task {
  /** An encoder alone. */
  NONE("Model"),
  /** A label for each token. */
  TOKENS("ForTokenClassification"),
  /** Labels or numbers for a text or a pair of texts. */
  CLASSES("ForSequenceClassification"),
  /** Answers in a context. */
  ANSWERS("ForQuestionAnswering", "ForQuestionAnsweringSimple"),
  /** Pieces for masks. */
  MASKED("ForMaskedLM", "ForPreTraining");

  private final List<String> endings;

  Task(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * The task of a configuration; {@link #NONE} where it names no class, and nothing for a class
   * that isn't known.
   */
  static Optional<Task> of(JsonNode config) {
    String architecture = config.path("architectures").path(0).asText("Model");
    for (Task task : values()) {
      if (task.endings.stream().anyMatch(architecture::endsWith)) {
        return Optional.of(task);
      }
    }
    return Optional.empty();
  }
}
