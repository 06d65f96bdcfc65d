package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** Multi-head self-attention (Vaswani et al. 2017, section 3.2.2) over ragged sequences. */
public final class MultiHeadAttention {
  private final Linear input;
  private final Linear output;
  private final int heads;
  private final Dropout dropout;

  /**
   * @param columns of the input and the output, a multiple of {@code heads}
   * @param dropout of the attention weights
   */
  public MultiHeadAttention(
      Parameters parameters, String name, int columns, int heads, Dropout dropout) {
    if (heads < 1 || columns % heads != 0) {
      throw new IllegalArgumentException(
          "[" + columns + "] columns for [" + heads + "] heads; expected a multiple");
    }
    input = new Linear(parameters, name + ".self", columns, 3 * columns, 3, Activation.IDENTITY);
    output = new Linear(parameters, name + ".output.dense", columns, columns, Activation.IDENTITY);
    this.heads = heads;
    this.dropout = dropout;
  }

  /**
   * @param x the input
   * @param qkv queries, keys and values
   * @param factors of dropout, null for none
   * @param weights the attention weights; null when the pass isn't for training
   * @param context the weighted values
   * @param output [rows, columns]
   */
  public record Trace(
      Matrix x, Matrix qkv, Matrix factors, Matrix weights, Matrix context, Matrix output) {}

  /** Every element of a sequence attends to every other one. */
  public Trace forward(Pass pass, RaggedRows rows, Matrix x) {
    int pairs = Math.multiplyExact(heads, rows.squares());
    Matrix qkv = input.forward(pass, x);
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().attention(rows, heads, qkv, factors, weights, context);
    return new Trace(x, qkv, factors, weights, context, output.forward(pass, context));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, RaggedRows rows, Trace trace, Matrix dy) {
    Matrix dContext = output.backward(pass, trace.context(), trace.output(), dy);
    Matrix dQkv = pass.workspace().matrix(trace.qkv().rows(), trace.qkv().columns());
    pass.kernels()
        .attentionBackward(
            rows, heads, trace.qkv(), trace.factors(), trace.weights(), dContext, dQkv);
    return input.backward(pass, trace.x(), trace.qkv(), dQkv);
  }
}
