package org.neuralannotators.network.attention;

import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Queries with a bias that is learned: what is asked of all keys, whoever asks (Dai et al. 2019,
 * section 3.3).
 *
 * @param factor by which the sum is multiplied
 */
record BiasedQueries(Parameter bias, double factor) {
  /** The sums, in a matrix of their own. */
  Matrix forward(Pass pass, Matrix queries) {
    Matrix sums = pass.workspace().matrix(queries.rows(), queries.columns());
    pass.kernels().copy(queries, sums);
    pass.kernels().biasAndActivation(sums, bias.value(), Activation.IDENTITY);
    if (factor != 1) {
      pass.kernels().scale(sums, factor);
    }
    return sums;
  }

  /**
   * Adds to the bias's gradient.
   *
   * @param dSums gradient of the sums; overwritten
   * @param dQueries to which the gradient of the queries is added
   */
  void backward(Pass pass, Matrix dSums, Matrix dQueries) {
    if (factor != 1) {
      pass.kernels().scale(dSums, factor);
    }
    pass.kernels().addColumnSums(dSums, pass.gradient(bias));
    pass.kernels().add(dSums, dQueries);
  }
}
