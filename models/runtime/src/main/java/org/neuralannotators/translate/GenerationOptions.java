package org.neuralannotators.translate;

import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.generate.PieceRules;

/**
 * What a caller wants otherwise than the authors of an imported model; null for what they want.
 *
 * @param beams how many targets of a source are followed; 1 is greedy
 * @param lengthPenalty targets are compared by the logarithm of their probability, divided by their
 *     number of pieces to this power
 * @param minimumLength pieces that a target has at least, its end not counted
 * @param maximumLength the most pieces that a target has, its end counted
 * @param noRepeatNgram so many pieces in a row don't come twice in a target; 0 if they may
 * @param repetitionPenalty the larger above 1, the less pieces come that a target has already; 1
 *     for none
 */
public record GenerationOptions(
    Integer beams,
    Double lengthPenalty,
    Integer minimumLength,
    Integer maximumLength,
    Integer noRepeatNgram,
    Double repetitionPenalty) {
  /** Nothing otherwise. */
  public static final GenerationOptions NONE =
      new GenerationOptions(null, null, null, null, null, null);

  /**
   * @throws IllegalArgumentException for values that can't be used
   */
  public GenerationOptions {
    if (beams != null && (beams < 1 || beams > TranslatorOptions.MOST_TARGETS)) {
      throw new IllegalArgumentException(
          "beams [%d]; expected 1 to %d, such as 5"
              .formatted(beams, TranslatorOptions.MOST_TARGETS));
    }
    if (maximumLength != null && maximumLength < 1) {
      throw new IllegalArgumentException(
          "maximumLength [" + maximumLength + "]; expected at least 1 piece");
    }
  }

  /** The same with another beam. */
  public GenerationOptions withBeams(Integer targets) {
    return new GenerationOptions(
        targets, lengthPenalty, minimumLength, maximumLength, noRepeatNgram, repetitionPenalty);
  }

  /** The same with another penalty of length. */
  public GenerationOptions withLengthPenalty(Double penalty) {
    return new GenerationOptions(
        beams, penalty, minimumLength, maximumLength, noRepeatNgram, repetitionPenalty);
  }

  /** The same with other limits of length. */
  public GenerationOptions withLengths(Integer minimum, Integer maximum) {
    return new GenerationOptions(
        beams, lengthPenalty, minimum, maximum, noRepeatNgram, repetitionPenalty);
  }

  /** The same with other rules of what comes again. */
  public GenerationOptions withRepetition(Integer ngram, Double penalty) {
    return new GenerationOptions(
        beams, lengthPenalty, minimumLength, maximumLength, ngram, penalty);
  }

  /**
   * What a model's authors want, but for what is given here.
   *
   * @throws IllegalArgumentException for values that can't be used
   */
  public GenerationSettings over(GenerationSettings settings) {
    int maximum = or(maximumLength, settings.maximumLength());
    int least = settings.minimumLength();
    int minimum = or(minimumLength, maximum == 0 ? least : Math.min(least, maximum));
    PieceRules rules = settings.pieces();
    return settings
        .withBeams(or(beams, settings.beams()))
        .withLengthPenalty(or(lengthPenalty, settings.lengthPenalty()))
        .withLengths(minimum, maximum)
        .withPieces(
            rules
                .withNoRepeatNgram(or(noRepeatNgram, rules.noRepeatNgram()))
                .withRepetitionPenalty(or(repetitionPenalty, rules.repetitionPenalty())));
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
