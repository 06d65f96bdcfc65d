package org.neuralannotators.network;

import java.util.random.RandomGenerator;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What one pass over a batch works with.
 *
 * @param kernels compute
 * @param workspace lends the memory of the batch
 * @param random source of dropout masks; null when the pass is not for training
 */
public record Pass(Kernels kernels, Workspace workspace, RandomGenerator random) {
  /** Whether a backward pass will follow. */
  public boolean training() {
    return random != null;
  }
}
