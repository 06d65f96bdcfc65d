package org.neuralannotators.importing.huggingface;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.TransformShape;

/**
 * A family of encoders of Hugging Face. Its functions read a {@code config.json} and throw {@link
 * IllegalArgumentException} for a value that isn't supported, naming both.
 *
 * @param title for people
 * @param architecture that a configuration describes
 * @param ours from the name of a tensor, with or without the name of the model in a model for a
 *     task before it, to the one of our encoder; others stay as they are without the model's name
 * @param heads for each task that it has how the tensors of the head, named by {@code ours}, are
 *     named with us
 * @param pooler of a text that is classified
 * @param transform before the scores of tokens and answers; null for none
 */
record Family(
    String title,
    Function<ConfigValues, EncoderArchitecture> architecture,
    UnaryOperator<String> ours,
    Map<Task, Renaming> heads,
    Function<ConfigValues, PoolerShape> pooler,
    Function<ConfigValues, TransformShape> transform) {
  Family {
    heads = Map.copyOf(heads);
  }

  /** A family whose heads score hidden states themselves. */
  Family(
      String title,
      Function<ConfigValues, EncoderArchitecture> architecture,
      UnaryOperator<String> ours,
      Map<Task, Renaming> heads,
      Function<ConfigValues, PoolerShape> pooler) {
    this(title, architecture, ours, heads, pooler, config -> null);
  }
}
