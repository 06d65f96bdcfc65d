package org.neuralannotators.generate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which pieces may or must come in a target, as the processors of logits in Hugging Face's
 * transformers have it; the target's begin counts as one of its pieces for repetition.
 *
 * @param repetitionPenalty the scores of pieces that a target has already are divided by it where
 *     they are positive, and multiplied where they are negative (Keskar et al. 2019, section 4.1);
 *     1 for none
 * @param noRepeatNgram so many pieces in a row don't come twice in a target; 0 if they may
 * @param badWords rows of pieces that never come; one that is a piece that ends targets is ignored
 * @param suppressed pieces that never come
 * @param suppressedFirst pieces that don't come first, behind those that must come
 * @param forcedBegin pieces that come first in a target, behind the begin: the language, say
 * @param forcedEnd the piece that comes last in a target of the maximum length; null if any may
 * @param renormalized whether the probabilities of what may come are made to sum up to 1 again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PieceRules(
    double repetitionPenalty,
    int noRepeatNgram,
    List<List<Integer>> badWords,
    List<Integer> suppressed,
    List<Integer> suppressedFirst,
    List<Integer> forcedBegin,
    Integer forcedEnd,
    boolean renormalized) {
  /** Any piece may come. */
  public static final PieceRules NONE =
      new PieceRules(1, 0, List.of(), List.of(), List.of(), List.of(), null, false);

  /**
   * @param badWords and other lists may be null if there are none
   * @throws IllegalArgumentException for values that can't be used
   */
  public PieceRules {
    badWords = badWords == null ? List.of() : badWords.stream().map(List::copyOf).toList();
    suppressed = suppressed == null ? List.of() : List.copyOf(suppressed);
    suppressedFirst = suppressedFirst == null ? List.of() : List.copyOf(suppressedFirst);
    forcedBegin = forcedBegin == null ? List.of() : List.copyOf(forcedBegin);
    if (!(repetitionPenalty > 0 && Double.isFinite(repetitionPenalty))) {
      throw new IllegalArgumentException(
          "repetitionPenalty [" + repetitionPenalty + "]; expected a number above 0, such as 1.2");
    }
    if (noRepeatNgram < 0) {
      throw new IllegalArgumentException(
          "noRepeatNgram [" + noRepeatNgram + "]; expected at least 1 piece, or 0 for any");
    }
    if (badWords.contains(List.<Integer>of())) {
      throw new IllegalArgumentException("A bad word [] has no pieces; expected at least 1");
    }
  }

  /**
   * All pieces that are named.
   *
   * @throws IllegalArgumentException when there are any that the network doesn't have
   */
  public void requireWithin(int vocabulary) {
    Stream.of(
            badWords.stream().flatMap(List::stream),
            suppressed.stream(),
            suppressedFirst.stream(),
            forcedBegin.stream(),
            Stream.ofNullable(forcedEnd))
        .flatMap(pieces -> pieces)
        .filter(piece -> piece < 0 || piece >= vocabulary)
        .findFirst()
        .ifPresent(
            piece -> {
              throw new IllegalArgumentException(
                  "A rule names piece [%d]; expected pieces from 0 to [%d]"
                      .formatted(piece, vocabulary - 1));
            });
  }

  /** The same with other pieces that come first. */
  public PieceRules withForcedBegin(List<Integer> pieces) {
    return new PieceRules(
        repetitionPenalty,
        noRepeatNgram,
        badWords,
        suppressed,
        suppressedFirst,
        pieces,
        forcedEnd,
        renormalized);
  }

  /** The same, but so many pieces in a row don't come twice; 0 if they may. */
  public PieceRules withNoRepeatNgram(int pieces) {
    return new PieceRules(
        repetitionPenalty,
        pieces,
        badWords,
        suppressed,
        suppressedFirst,
        forcedBegin,
        forcedEnd,
        renormalized);
  }

  /** The same with another penalty of repetition. */
  public PieceRules withRepetitionPenalty(double penalty) {
    return new PieceRules(
        penalty,
        noRepeatNgram,
        badWords,
        suppressed,
        suppressedFirst,
        forcedBegin,
        forcedEnd,
        renormalized);
  }
}
