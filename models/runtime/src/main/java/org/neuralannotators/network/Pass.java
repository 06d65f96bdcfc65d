package org.neuralannotators.network;

import java.util.random.RandomGenerator;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What one pass over a batch works with.
 *
 * @param kernels compute
 * @param workspace lends the memory of the batch
 * @param gradients what a backward pass adds to; null when the pass is not for training
 * @param random source of dropout masks; null when the pass is not for training
 * @param team shares large products
 * @param frozen the weights of a network that isn't trained any more; null when they may change
 */
public record Pass(
    Kernels kernels,
    Workspace workspace,
    Gradients gradients,
    RandomGenerator random,
    Team team,
    FrozenWeights frozen) {
  /** A pass on one core. */
  public Pass(Kernels kernels, Workspace workspace, Gradients gradients, RandomGenerator random) {
    this(kernels, workspace, gradients, random, Team.ALONE, null);
  }

  /** A pass without a way back. */
  public static Pass inference(Kernels kernels, Workspace workspace) {
    return new Pass(kernels, workspace, null, null);
  }

  /** Where the backward pass adds a parameter's gradient. */
  public Matrix gradient(Parameter parameter) {
    return gradients.of(parameter);
  }

  /** Whether a backward pass will follow. */
  public boolean training() {
    return random != null;
  }
}
