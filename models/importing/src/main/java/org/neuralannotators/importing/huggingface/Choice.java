package org.neuralannotators.importing.huggingface;

import java.util.Optional;

/**
 * What a user may say of an import that a configuration doesn't say, or says otherwise.
 *
 * @param head the task of the head that is kept; nothing for the one that the configuration names
 * @param pairs whether a text classifier reads pairs; nothing for what its labels tell
 */
public record Choice(Optional<Task> head, Optional<Boolean> pairs) {
  /** All as the configuration says. */
  public static final Choice NONE = new Choice(Optional.empty(), Optional.empty());

  /** The same for a head. */
  public Choice withHead(Task task) {
    return new Choice(Optional.of(task), pairs);
  }

  /** The same for pairs or texts. */
  public Choice withPairs(boolean read) {
    return new Choice(head, Optional.of(read));
  }
}
