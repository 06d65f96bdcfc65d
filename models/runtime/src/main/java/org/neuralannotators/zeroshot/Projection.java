package org.neuralannotators.zeroshot;

import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/** Two linear layers with ReLU between. */
final class Projection {
  private final Linear up;
  private final Linear down;

  /**
   * @param columns of the input and the output
   * @param inner columns between the two layers
   */
  Projection(Parameters parameters, String name, int columns, int inner) {
    up = new Linear(parameters, name + ".0", columns, inner, Activation.RELU);
    down = new Linear(parameters, name + ".3", inner, columns, Activation.IDENTITY);
  }

  Matrix forward(Pass pass, Matrix x) {
    return down.forward(pass, up.forward(pass, x));
  }
}
