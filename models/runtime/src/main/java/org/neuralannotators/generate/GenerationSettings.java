package org.neuralannotators.generate;

/**
 * How a model's authors want its targets searched, as a bundle's manifest keeps it: what {@code
 * generation_config.json} of Hugging Face's transformers says (4.53).
 *
 * @param beams how many targets of a source are followed ({@code num_beams}); 1 is greedy
 * @param lengthPenalty targets are compared by the logarithm of their probability, divided by their
 *     number of pieces to this power ({@code length_penalty})
 * @param earlyStopping when the search ends
 * @param maximumLength the most pieces that a target has, its end counted and its begin not: {@code
 *     max_new_tokens}, or {@code max_length - 1}; 0 where the model's authors don't say it
 * @param minimumLength how many pieces a target has at least, neither its end nor its begin
 *     counted: {@code min_new_tokens}, or {@code min_length - 1}, but not below 0
 * @param pieces which may or must come
 */
public record GenerationSettings(
    int beams,
    double lengthPenalty,
    EarlyStopping earlyStopping,
    int maximumLength,
    int minimumLength,
    PieceRules pieces) {
  /** What holds of a model whose authors say nothing. */
  public static final GenerationSettings DEFAULT =
      new GenerationSettings(1, 1, EarlyStopping.AT_PRESENT_LENGTH, 0, 0, PieceRules.NONE);

  /**
   * @param earlyStopping and {@code pieces} may be null for the default
   * @throws IllegalArgumentException for values that can't be used
   */
  public GenerationSettings {
    earlyStopping = earlyStopping == null ? EarlyStopping.AT_PRESENT_LENGTH : earlyStopping;
    pieces = pieces == null ? PieceRules.NONE : pieces;
    if (beams < 1) {
      throw new IllegalArgumentException("beams [" + beams + "]; expected at least 1");
    }
    if (!Double.isFinite(lengthPenalty)) {
      throw new IllegalArgumentException(
          "lengthPenalty [" + lengthPenalty + "]; expected a number, such as 1");
    }
    if (maximumLength < 0
        || minimumLength < 0
        || (maximumLength > 0 && minimumLength > maximumLength)) {
      throw new IllegalArgumentException(
          "minimumLength [%d] and maximumLength [%d]; expected 0 or more pieces, and no more than the maximum"
              .formatted(minimumLength, maximumLength));
    }
  }

  /** The same with other beams. */
  public GenerationSettings withBeams(int targets) {
    return new GenerationSettings(
        targets, lengthPenalty, earlyStopping, maximumLength, minimumLength, pieces);
  }

  /** The same with another penalty of length. */
  public GenerationSettings withLengthPenalty(double penalty) {
    return new GenerationSettings(
        beams, penalty, earlyStopping, maximumLength, minimumLength, pieces);
  }

  /** The same with other limits of length. */
  public GenerationSettings withLengths(int minimum, int maximum) {
    return new GenerationSettings(beams, lengthPenalty, earlyStopping, maximum, minimum, pieces);
  }

  /** The same with other rules of pieces. */
  public GenerationSettings withPieces(PieceRules rules) {
    return new GenerationSettings(
        beams, lengthPenalty, earlyStopping, maximumLength, minimumLength, rules);
  }
}
