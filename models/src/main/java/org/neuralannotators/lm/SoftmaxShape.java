package org.neuralannotators.lm;

import java.util.List;
import org.neuralannotators.network.AdaptiveSoftmax;
import org.neuralannotators.network.Parameters;

/**
 * The shape of an {@link AdaptiveSoftmax}.
 *
 * @param cutoffs the first word of each cluster; none for the full softmax
 * @param factor by which each cluster's projection is smaller than the one before; 4 by default
 */
public record SoftmaxShape(List<Integer> cutoffs, int factor) {
  private static final int DEFAULT_FACTOR = 4;

  public SoftmaxShape {
    cutoffs = cutoffs == null ? List.of() : List.copyOf(cutoffs);
    factor = factor == 0 ? DEFAULT_FACTOR : factor;
    if (factor < 1) {
      throw new IllegalArgumentException(
          "[factor] of the softmax is [" + factor + "]; expected at least 1");
    }
  }

  AdaptiveSoftmax layer(Parameters parameters, int inputs, int words) {
    return new AdaptiveSoftmax(parameters, "output", inputs, words, cutoffs, factor);
  }
}
