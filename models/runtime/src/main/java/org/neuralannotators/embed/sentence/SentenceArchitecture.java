package org.neuralannotators.embed.sentence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.head.DenseShape;
import org.neuralannotators.head.SentenceHead;
import org.neuralannotators.head.SentencePooling;

/**
 * The shape of a network for vectors of texts, as a bundle's manifest keeps it.
 *
 * @param encoder the encoder
 * @param maximumPieces of a sequence, special ones included
 * @param lowerCase whether capitals become small before the tokenizer sees them
 * @param pooling what a sequence's vector is made of, in the order of {@link SentencePooling}
 * @param promptCounts whether the pieces of a prompt count in the pooling
 * @param layers behind the pooling; possibly none
 * @param normalized whether vectors get the length 1
 * @param prompts texts to be put before others, by what they are for, such as {@code query}
 * @param defaultPrompt the name of the prompt where nobody asks for another; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SentenceArchitecture(
    EncoderArchitecture encoder,
    int maximumPieces,
    boolean lowerCase,
    List<SentencePooling> pooling,
    boolean promptCounts,
    List<DenseShape> layers,
    boolean normalized,
    Map<String, String> prompts,
    String defaultPrompt) {
  private static final int SHORTEST = 3;

  public SentenceArchitecture {
    pooling = pooling == null ? List.of() : List.copyOf(pooling);
    layers = layers == null ? List.of() : List.copyOf(layers);
    prompts = prompts == null ? Map.of() : Map.copyOf(prompts);
    if (maximumPieces < SHORTEST || maximumPieces > encoder.maximumPositions()) {
      throw new IllegalArgumentException(
          "maximumPieces [%d]; expected from %d to [%d], the positions of the encoder"
              .formatted(maximumPieces, SHORTEST, encoder.maximumPositions()));
    }
    if (pooling.isEmpty() || !pooling.equals(List.copyOf(EnumSet.copyOf(pooling)))) {
      throw new IllegalArgumentException(
          "pooling %s; expected one or more of %s, each once, in this order"
              .formatted(pooling, List.of(SentencePooling.values())));
    }
    int columns = encoder.hidden() * pooling.size();
    for (DenseShape layer : layers) {
      if (layer.inputs() != columns || layer.outputs() < 1) {
        throw new IllegalArgumentException(
            "A layer from [%d] to [%d] columns; expected one from [%d], which it is given"
                .formatted(layer.inputs(), layer.outputs(), columns));
      }
      columns = layer.outputs();
    }
    if (defaultPrompt != null && !prompts.containsKey(defaultPrompt)) {
      throw new IllegalArgumentException(
          "defaultPrompt [%s]; expected one of %s".formatted(defaultPrompt, prompts.keySet()));
    }
  }

  /** Numbers of a vector. */
  public int dimension() {
    return layers.isEmpty()
        ? encoder.hidden() * pooling.size()
        : layers.get(layers.size() - 1).outputs();
  }

  SentenceHead.Shape head() {
    return new SentenceHead.Shape(pooling, layers, normalized);
  }

  /**
   * What is put before texts.
   *
   * @param prompt the name of one of the prompts, or another text; null for the default
   */
  String prompt(String prompt) {
    if (prompt == null) {
      return defaultPrompt == null ? "" : prompts.get(defaultPrompt);
    }
    return prompts.getOrDefault(prompt, prompt);
  }
}
