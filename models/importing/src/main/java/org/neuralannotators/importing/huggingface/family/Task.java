package org.neuralannotators.importing.huggingface.family;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What a checkpoint is for, as the class in its {@code config.json} says. */
public enum Task {
  /** An encoder alone. */
  NONE,
  /** A label for each token. */
  TOKENS,
  /** Labels or numbers for a text or a pair of texts. */
  CLASSES,
  /** Answers in a context. */
  ANSWERS,
  /** Pieces for masks. */
  MASKED;

  private static final Map<String, Task> ENDINGS =
      Map.of(
          "Model", NONE,
          "ForTokenClassification", TOKENS,
          "ForSequenceClassification", CLASSES,
          "ForQuestionAnswering", ANSWERS,
          "ForQuestionAnsweringSimple", ANSWERS,
          "ForMaskedLM", MASKED,
          "ForPreTraining", MASKED,
          // It tells pieces that were replaced, which is of no use.
          "ElectraForPreTraining", NONE);

  /**
   * The task of a configuration; {@link #NONE} where it names no class, and nothing for a class
   * that isn't known.
   */
  public static Optional<Task> of(JsonNode config) {
    String name = config.path("architectures").path(0).asText("Model");
    return ENDINGS.entrySet().stream()
        .filter(ending -> name.endsWith(ending.getKey()))
        .max(Comparator.comparingInt(ending -> ending.getKey().length()))
        .map(Map.Entry::getValue);
  }
}
