package org.neuralannotators.head;

import java.util.Arrays;

/**
 * How the hidden states of a sequence become one vector, special pieces included. Where there are
 * several, their vectors stand side by side in the order that sentence-transformers has.
 */
public enum SentencePooling {
  /** The first piece's. */
  CLS,
  /** The largest number of each column. */
  MAX,
  /** The mean. */
  MEAN,
  /** The sum divided by the root of the number of pieces. */
  MEAN_SQRT_LEN,
  /** The mean with weights that grow from piece to piece: 1, 2, 3 (Muennighoff 2022). */
  WEIGHTED_MEAN,
  /** The last piece's. */
  LAST;

  /**
   * What each piece is multiplied by before all are added up; not for {@link #MAX}.
   *
   * @param pieces how many there are
   * @param skipped how many of the first don't count, but for {@link #CLS}
   */
  float[] weights(int pieces, int skipped) {
    float[] weights = new float[pieces];
    int counted = pieces - skipped;
    switch (this) {
      case CLS -> weights[0] = 1;
      case LAST -> weights[pieces - 1] = 1;
      case MEAN -> Arrays.fill(weights, skipped, pieces, 1f / counted);
      case MEAN_SQRT_LEN -> Arrays.fill(weights, skipped, pieces, (float) (1 / Math.sqrt(counted)));
      case WEIGHTED_MEAN -> {
        // Places count from the sequence's begin, whatever is skipped.
        double sum = 0;
        for (int i = skipped; i < pieces; i++) {
          sum += i + 1;
        }
        for (int i = skipped; i < pieces; i++) {
          weights[i] = (float) ((i + 1) / sum);
        }
      }
      case MAX -> throw new IllegalStateException("The largest numbers have no weights");
    }
    return weights;
  }
}
