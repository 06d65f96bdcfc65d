package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Vectors of the distances between pieces and those before them. */
@FunctionalInterface
public interface DistanceVectors {
  /**
   * The vectors of some distances.
   *
   * @param count how many
   * @return [count, columns]: of {@code count - 1} down to 0
   */
  Matrix of(Pass pass, int count);
}
