package org.neuralannotators.importing.huggingface;

import java.util.Optional;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.importing.huggingface.family.Task;

/**
 * What a user may say of an import that a configuration doesn't say, or says otherwise.
 *
 * @param head the task of the head that is kept; nothing for the one that the configuration names
 * @param pairs whether a text classifier reads pairs; nothing for what its labels tell
 * @param unanswerable whether a question answerer may say that there is no answer; nothing for not
 */
public record Choice(Optional<Task> head, Optional<Boolean> pairs, Optional<Boolean> unanswerable) {
  /** All as the configuration says. */
  public static final Choice NONE =
      new Choice(Optional.empty(), Optional.empty(), Optional.empty());

  /** The same for a head. */
  public Choice withHead(Task task) {
    return new Choice(Optional.of(task), pairs, unanswerable);
  }

  /** The same for pairs or texts. */
  public Choice withPairs(boolean read) {
    return new Choice(head, Optional.of(read), unanswerable);
  }

  /** The same for questions that may have no answer, or have one always. */
  public Choice withUnanswerable(boolean allowed) {
    return new Choice(head, pairs, Optional.of(allowed));
  }

  /**
   * Accepts only an encoder, of which alone is to be read.
   *
   * @param source of the model
   * @throws BundleException when another head is asked for
   */
  public void requireEncoder(String source) throws BundleException {
    if (head.isPresent() && head.get() != Task.NONE) {
      throw new BundleException(
          "[%s] is no folder of Hugging Face's or ONNX file with its config.json, and of others the encoder alone is read. Leave out [--head %s]"
              .formatted(source, head.get()));
    }
    requireFor(source, Task.NONE);
  }

  /**
   * Accepts only what makes a difference to a model.
   *
   * @param source of the model
   * @param task what it is for
   * @throws BundleException when something is said of another task
   */
  public void requireFor(String source, Task task) throws BundleException {
    require(source, task, pairs, Task.CLASSES, "pairs");
    require(source, task, unanswerable, Task.ANSWERS, "unanswerable");
  }

  private static void require(
      String source, Task task, Optional<Boolean> said, Task about, String option)
      throws BundleException {
    if (said.isPresent() && task != about) {
      throw new BundleException(
          "[--%s%s] for [%s], of which the head [%s] is kept; expected it for [%s] only. Leave it out"
              .formatted(said.get() ? "" : "no-", option, source, task, about));
    }
  }
}
