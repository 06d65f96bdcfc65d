package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/** A linear layer whose weights are a table of embeddings (Press and Wolf 2017). */
public final class TiedLinear {
  private TiedLinear() {}

  /**
   * The product of each row with each embedding, and a bias.
   *
   * @param x [rows, columns]
   * @param table [vocabulary, columns]
   * @param bias [1, vocabulary]; null for none
   * @return [rows, vocabulary]
   */
  public static Matrix forward(Pass pass, Matrix x, Parameter table, Parameter bias) {
    Matrix added = bias == null ? null : bias.value();
    if (pass.frozen() != null) {
      return Linear.infer(
          pass, x, pass.frozen().of(table, true, pass.kernels()), added, Activation.IDENTITY);
    }
    Matrix scores = Linear.product(pass, x, table.value(), true);
    if (added != null) {
      pass.kernels().biasAndActivation(scores, added, Activation.IDENTITY);
    }
    return scores;
  }
}
