package org.neuralannotators.head;

import java.util.Arrays;

/**
 * The best pieces in the place of a mask, the best first.
 *
 * @param ids of the pieces
 * @param probabilities as many
 */
public record BestPieces(int[] ids, float[] probabilities) {
  /** At most so many. */
  BestPieces first(int most) {
    return most >= ids.length
        ? this
        : new BestPieces(Arrays.copyOf(ids, most), Arrays.copyOf(probabilities, most));
  }
}
