package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A factor and a bias for each column: what is left of layer normalisation when nothing is taken
 * from the rows themselves (Sun et al. 2020, equation 1: {@code NoNorm}).
 */
public final class ColumnScale implements Norm {
  private final Parameter factors;
  private final Parameter bias;

  /** Factors of 1 and biases of 0. */
  public ColumnScale(Parameters parameters, String name, int columns) {
    factors = parameters.add(name + ".weight", 1, columns, Initializer.ones());
    bias = parameters.add(name + ".bias", 1, columns, Initializer.zeros());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(factors, bias);
  }

  @Override
  public Traced normalize(Pass pass, Matrix x) {
    Matrix y = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().copy(x, y);
    pass.kernels().scaleColumns(y, factors.value());
    pass.kernels().biasAndActivation(y, bias.value(), Activation.IDENTITY);
    return new Traced(y, (back, dy) -> backward(back, x, dy));
  }

  private Matrix backward(Pass pass, Matrix x, Matrix dy) {
    pass.kernels().addColumnSums(dy, pass.gradient(bias));
    Matrix products = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().copy(x, products);
    pass.kernels().scale(products, dy);
    pass.kernels().addColumnSums(products, pass.gradient(factors));
    pass.kernels().scaleColumns(dy, factors.value());
    return dy;
  }
}
