package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neuralannotators.encode.transformer.EncoderArchitecture;

/**
 * A family of encoders in {@code transformers}.
 *
 * @param title for people
 * @param architecture that a {@code config.json} describes; throws {@link IllegalArgumentException}
 *     for a value that isn't supported, naming both
 * @param ours from the name of a tensor, with or without the name of the model in a model for a
 *     task before it, to the one of our encoder; others stay as they are without the model's name
 * @param heads for each task that it has how the tensors of the head, named by {@code ours}, are
 *     named with us
 */
record Family(
    String title,
    Function<JsonNode, EncoderArchitecture> architecture,
    UnaryOperator<String> ours,
    Map<Task, Renaming> heads) {
  Family {
    heads = Map.copyOf(heads);
  }
}
