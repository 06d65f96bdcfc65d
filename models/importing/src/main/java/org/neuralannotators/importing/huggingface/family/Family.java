package org.neuralannotators.importing.huggingface.family;

import java.util.Map;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.MaskedHeadShape;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.TransformShape;

/**
 * A family of encoders of Hugging Face: what its {@code config.json} means, and how its tensors are
 * named with us. What reads a configuration throws {@link IllegalArgumentException} for a value
 * that isn't supported, naming both. A new family is a class of this, and a line in {@link
 * Families}.
 */
public interface Family {
  /** Its name, for people. */
  String title();

  /** The architecture that a configuration describes. */
  EncoderArchitecture architecture(ConfigValues config);

  /**
   * The name that a tensor of the encoder has with us; those of heads stay as they are, but for the
   * name of the model in a model for a task.
   *
   * @param name with or without that name
   */
  String ours(String name);

  /** For each task that it has how the tensors of the head, named by {@link #ours}, are named. */
  Map<Task, Renaming> heads();

  /** How a text that is classified becomes one vector. */
  PoolerShape pooler(ConfigValues config);

  /** The layers before the scores of tokens and answers; null for none. */
  default TransformShape transform(ConfigValues config) {
    return null;
  }

  /**
   * The head for masked pieces.
   *
   * @param own whether its decoder has weights of its own
   * @param mask the id of the mask
   */
  MaskedHeadShape masked(ConfigValues config, boolean own, int mask);
}
