package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Multi-head self-attention whose queries and keys are made of one input and the values of another
 * (Sun et al. 2020, section 3.1).
 */
public final class SplitAttention {
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final int heads;
  private final Dropout dropout;

  /**
   * @param columns of what queries and keys are made of
   * @param valueColumns of what values are made of
   * @param inner columns of queries, keys, values and of the output, a multiple of {@code heads}
   * @param dropout of the attention weights
   */
  public SplitAttention(
      Parameters parameters,
      String name,
      int columns,
      int valueColumns,
      int inner,
      int heads,
      Dropout dropout) {
    MultiHeadAttention.requireMultiple(inner, heads);
    query = new Linear(parameters, name + ".self.query", columns, inner, Activation.IDENTITY);
    key = new Linear(parameters, name + ".self.key", columns, inner, Activation.IDENTITY);
    value = new Linear(parameters, name + ".self.value", valueColumns, inner, Activation.IDENTITY);
    output = new Linear(parameters, name + ".output.dense", inner, inner, Activation.IDENTITY);
    this.heads = heads;
    this.dropout = dropout;
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param output [rows, inner]; the caller may overwrite it
   */
  public record Trace(
      AttentionRows rows,
      Matrix x,
      Matrix ofValues,
      Matrix queries,
      Matrix keysValues,
      Matrix factors,
      Matrix weights,
      Matrix context,
      Matrix output) {}

  /**
   * Gradients of both inputs.
   *
   * @param x of what queries and keys are made of
   * @param ofValues of what values are made of
   */
  public record Gradient(Matrix x, Matrix ofValues) {}

  /**
   * @param x what queries and keys are made of
   * @param ofValues what values are made of
   */
  public Trace forward(Pass pass, AttentionRows rows, Matrix x, Matrix ofValues) {
    int pairs = Math.multiplyExact(heads, rows.pairs());
    Matrix queries = query.forward(pass, x);
    int inner = queries.columns();
    Matrix keysValues = pass.workspace().matrix(x.rows(), 2 * inner);
    pass.kernels().copy(key.forward(pass, x), keysValues.columns(0, inner));
    pass.kernels().copy(value.forward(pass, ofValues), keysValues.columns(inner, 2 * inner));
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), inner);
    pass.kernels().attention(rows, heads, queries, keysValues, factors, weights, context);
    return new Trace(
        rows,
        x,
        ofValues,
        queries,
        keysValues,
        factors,
        weights,
        context,
        output.forward(pass, context));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   */
  public Gradient backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dContext = output.backward(pass, trace.context(), trace.output(), dy);
    Matrix queries = trace.queries();
    Matrix keysValues = trace.keysValues();
    int inner = queries.columns();
    Matrix dQueries = pass.workspace().matrix(queries.rows(), inner);
    Matrix dKeysValues = pass.workspace().matrix(queries.rows(), 2 * inner);
    pass.kernels()
        .attentionBackward(
            trace.rows(),
            heads,
            queries,
            keysValues,
            trace.factors(),
            trace.weights(),
            dContext,
            dQueries,
            dKeysValues);
    Matrix dx = query.backward(pass, trace.x(), queries, dQueries);
    Matrix keys = keysValues.columns(0, inner);
    Matrix values = keysValues.columns(inner, 2 * inner);
    Matrix dKeys = dKeysValues.columns(0, inner);
    Matrix dValues = dKeysValues.columns(inner, 2 * inner);
    pass.kernels().add(key.backward(pass, trace.x(), keys, dKeys), dx);
    return new Gradient(dx, value.backward(pass, trace.ofValues(), values, dValues));
  }
}
