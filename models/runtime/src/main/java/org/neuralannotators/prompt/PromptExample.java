package org.neuralannotators.prompt;

import java.io.Serializable;

/**
 * A text whose answer is known.
 *
 * @param answer a label, or what the field of the text has
 */
public record PromptExample(String text, String answer) implements Serializable {
  /** What stands around both doesn't count. */
  public PromptExample {
    text = text == null ? null : text.strip();
    answer = answer == null ? null : answer.strip();
  }

  /**
   * @throws IllegalArgumentException when one of them is missing
   */
  void require() {
    if (text == null || answer == null || answer.isEmpty()) {
      throw new IllegalArgumentException(
          "An example has the text [%s] and the answer [%s]; expected both"
              .formatted(text, answer));
    }
  }
}
