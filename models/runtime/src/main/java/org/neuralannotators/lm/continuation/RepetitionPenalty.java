package org.neuralannotators.lm.continuation;

import java.util.Arrays;

/** The penalty for pieces that a text has already (Keskar et al. 2019, section 4.1). */
final class RepetitionPenalty {
  private RepetitionPenalty() {}

  /**
   * Makes the scores of some pieces smaller, each once.
   *
   * @param penalty by which positive scores are divided and negative ones multiplied
   */
  static void apply(double penalty, int[] pieces, double[] scores) {
    if (penalty != 1) {
      Arrays.stream(pieces)
          .distinct()
          .forEach(
              piece ->
                  scores[piece] =
                      scores[piece] < 0 ? scores[piece] * penalty : scores[piece] / penalty);
    }
  }
}
