package org.neuralannotators.prompt;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.continuation.ContinuationOptions;

/**
 * How a field is filled; what isn't given is null in the file, and never here.
 *
 * @param length the most pieces; 50
 * @param stop the text ends before the first of these strings; a line feed
 * @param temperature 0, so that the likeliest piece is taken
 * @param topK 0: all
 * @param topP 1: all
 * @param repetitionPenalty 1: none
 * @param beams 1: no search
 * @param lengthPenalty 1
 * @param seed 1
 * @see ContinuationOptions
 */
public record FieldOptions(
    Integer length,
    List<String> stop,
    Double temperature,
    Integer topK,
    Double topP,
    Double repetitionPenalty,
    Integer beams,
    Double lengthPenalty,
    Long seed)
    implements Serializable {
  /** Greedy, up to the end of the line. */
  static final FieldOptions DEFAULT =
      new FieldOptions(null, null, null, null, null, null, null, null, null);

  private static final int LENGTH = 50;

  /** Gives what isn't there its default. */
  public FieldOptions {
    ContinuationOptions usual = ContinuationOptions.DEFAULT;
    Sampling drawn = usual.sampling();
    length = Objects.requireNonNullElse(length, LENGTH);
    stop = stop == null ? List.of("\n") : List.copyOf(stop);
    temperature = Objects.requireNonNullElse(temperature, drawn.temperature());
    topK = Objects.requireNonNullElse(topK, drawn.topK());
    topP = Objects.requireNonNullElse(topP, drawn.topP());
    repetitionPenalty = Objects.requireNonNullElse(repetitionPenalty, usual.repetitionPenalty());
    beams = Objects.requireNonNullElse(beams, usual.beams());
    lengthPenalty = Objects.requireNonNullElse(lengthPenalty, usual.lengthPenalty());
    seed = Objects.requireNonNullElse(seed, usual.seed());
  }

  /**
   * The same as options of a language model.
   *
   * @throws IllegalArgumentException for values that can't be used
   */
  ContinuationOptions options() {
    return new ContinuationOptions(
        length,
        new Sampling(temperature, topK, topP),
        repetitionPenalty,
        beams,
        lengthPenalty,
        stop,
        seed);
  }
}
