package org.neuralannotators.prompt;

import java.io.Serializable;

/**
 * A text whose answer is known.
 *
 * @param answer a label, or what the field of the text has
 */
public record PromptExample(String text, String answer) implements Serializable {
  public PromptExample {
    if (text == null || answer == null || answer.isBlank()) {
      throw new IllegalArgumentException(
          "An example has the text [%s] and the answer [%s]; expected both"
              .formatted(text, answer));
    }
    text = text.strip();
    answer = answer.strip();
  }
}
