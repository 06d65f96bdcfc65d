package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Matrix;

/** A linear layer without bias whose weights are a table of embeddings (Press and Wolf 2017). */
public final class TiedLinear {
  private TiedLinear() {}

  /**
   * The product of each row with each embedding.
   *
   * @param x [rows, columns]
   * @param table [vocabulary, columns]
   * @return [rows, vocabulary]
   */
  public static Matrix forward(Pass pass, Matrix x, Parameter table) {
    if (pass.frozen() != null) {
      return Linear.infer(pass, x, pass.frozen().of(table, true, pass.kernels()), null, null);
    }
    Matrix y = pass.workspace().matrix(x.rows(), table.rows());
    Matrix value = table.value();
    pass.team()
        .share(
            pass.kernels(),
            x.size() * value.rows(),
            value.rows(),
            Team.VECTOR,
            (kernels, from, to) ->
                kernels.multiply(x, false, value.rows(from, to), true, 0, y.columns(from, to)));
    return y;
  }
}
