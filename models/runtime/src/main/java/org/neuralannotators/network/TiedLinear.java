package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
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
    return pass.frozen() == null
        ? Linear.product(pass, x, table.value(), true)
        : Linear.infer(
            pass, x, pass.frozen().of(table, true, pass.kernels()), null, Activation.IDENTITY);
  }
}
