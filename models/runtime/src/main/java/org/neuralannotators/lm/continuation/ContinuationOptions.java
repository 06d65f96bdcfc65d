package org.neuralannotators.lm.continuation;

import java.util.List;
import org.neuralannotators.lm.Sampling;

/**
 * How texts go on. Immutable.
 *
 * @param length the most pieces that are made
 * @param sampling how each piece is drawn; with a temperature of 0 it is the likeliest one
 * @param repetitionPenalty the scores of pieces that prompt and text have already are divided by it
 *     where they are positive, and multiplied where they are negative (Keskar et al. 2019, section
 *     4.1); 1 for none, and below 1 repetition is favoured
 * @param beams how many texts a beam search follows, whose most probable one is the result; 1 for
 *     no such search, and more only where nothing is drawn. With several the penalty changes
 *     logarithms of probabilities, as in Hugging Face's transformers
 * @param lengthPenalty beam search compares texts by the logarithm of their probability, divided by
 *     their number of pieces to this power: above 0 favours long texts, below 0 short ones
 * @param stops a text ends before the first of these strings that it would have
 * @param seed of what is drawn: the same prompt then has the same text, whatever is with it; when a
 *     call has a prompt several times, each time another
 */
public record ContinuationOptions(
    int length,
    Sampling sampling,
    double repetitionPenalty,
    int beams,
    double lengthPenalty,
    List<String> stops,
    long seed) {
  /** The most texts that a beam search follows. */
  public static final int MOST_BEAMS = 1000;

  /** At most 100 pieces, each the likeliest. */
  public static final ContinuationOptions DEFAULT =
      new ContinuationOptions(100, Sampling.GREEDY, 1, 1, 1, List.of(), 1);

  /**
   * @throws IllegalArgumentException for values that can't be used
   */
  public ContinuationOptions {
    if (length < 1) {
      throw new IllegalArgumentException("length [" + length + "]; expected at least 1 piece");
    }
    if (!(repetitionPenalty > 0 && Double.isFinite(repetitionPenalty))) {
      throw new IllegalArgumentException(
          "repetitionPenalty [" + repetitionPenalty + "]; expected a number above 0, such as 1.2");
    }
    if (beams < 1 || beams > MOST_BEAMS) {
      throw new IllegalArgumentException(
          "beams [%d]; expected 1 to %d, such as 4".formatted(beams, MOST_BEAMS));
    }
    if (beams > 1 && sampling.temperature() > 0) {
      throw new IllegalArgumentException(
          "beams [%d] with the temperature [%s]; expected 0, as beam search draws nothing"
              .formatted(beams, sampling.temperature()));
    }
    if (!Double.isFinite(lengthPenalty)) {
      throw new IllegalArgumentException(
          "lengthPenalty [" + lengthPenalty + "]; expected a number, such as 1");
    }
    stops = List.copyOf(stops);
    if (stops.contains("")) {
      throw new IllegalArgumentException(
          "The stop string [] is empty; expected at least 1 character");
    }
  }

  /** The same with another length. */
  public ContinuationOptions withLength(int pieces) {
    return new ContinuationOptions(
        pieces, sampling, repetitionPenalty, beams, lengthPenalty, stops, seed);
  }

  /** The same, but pieces are drawn. */
  public ContinuationOptions withSampling(Sampling other, long otherSeed) {
    return new ContinuationOptions(
        length, other, repetitionPenalty, beams, lengthPenalty, stops, otherSeed);
  }

  /** The same with another penalty of repetition. */
  public ContinuationOptions withRepetitionPenalty(double penalty) {
    return new ContinuationOptions(length, sampling, penalty, beams, lengthPenalty, stops, seed);
  }

  /** The same with another beam search. */
  public ContinuationOptions withBeams(int width, double penaltyOfLength) {
    return new ContinuationOptions(
        length, sampling, repetitionPenalty, width, penaltyOfLength, stops, seed);
  }

  /** The same with other stop strings. */
  public ContinuationOptions withStops(List<String> strings) {
    return new ContinuationOptions(
        length, sampling, repetitionPenalty, beams, lengthPenalty, strings, seed);
  }
}
