package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Multi-head attention of the elements of sequences to those of other sequences (Vaswani et al.
 * 2017, section 3.2.3).
 */
public final class CrossAttention {
  private final Linear query;
  private final Linear keyValue;
  private final Linear output;
  private final int heads;
  private final Dropout dropout;

  /**
   * @param columns of both inputs and of the output, a multiple of {@code heads}
   * @param dropout of the attention weights
   */
  public CrossAttention(
      Parameters parameters, String name, int columns, int heads, Dropout dropout) {
    MultiHeadAttention.requireMultiple(columns, heads);
    query = new Linear(parameters, name + ".query", columns, columns, Activation.IDENTITY);
    keyValue =
        new Linear(parameters, name + ".keyValue", columns, 2 * columns, 2, Activation.IDENTITY);
    output = new Linear(parameters, name + ".output.dense", columns, columns, Activation.IDENTITY);
    this.heads = heads;
    this.dropout = dropout;
  }

  /**
   * @param rows who attended to whom
   * @param x the input
   * @param memory what is attended to
   * @param weights the attention weights; null when the pass isn't for training
   * @param context the weighted values
   * @param output [rows, columns]
   */
  public record Trace(
      AttentionRows rows,
      Matrix x,
      Matrix memory,
      Matrix queries,
      Matrix keysValues,
      Matrix factors,
      Matrix weights,
      Matrix context,
      Matrix output) {}

  /**
   * @param x [rows of queries, columns]
   * @param memory [rows of keys, columns]
   */
  public Trace forward(Pass pass, AttentionRows rows, Matrix x, Matrix memory) {
    int pairs = Math.multiplyExact(heads, rows.pairs());
    Matrix queries = query.forward(pass, x);
    Matrix keysValues = keyValue.forward(pass, memory);
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().attention(rows, heads, queries, keysValues, factors, weights, context);
    return new Trace(
        rows,
        x,
        memory,
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
   * @param dMemory to which the gradient of the memory is added
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy, Matrix dMemory) {
    Matrix dContext = output.backward(pass, trace.context(), trace.output(), dy);
    Matrix queries = trace.queries();
    Matrix keysValues = trace.keysValues();
    Matrix dQueries = pass.workspace().matrix(queries.rows(), queries.columns());
    Matrix dKeysValues = pass.workspace().matrix(keysValues.rows(), keysValues.columns());
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
    pass.kernels().add(keyValue.backward(pass, trace.memory(), keysValues, dKeysValues), dMemory);
    return query.backward(pass, trace.x(), queries, dQueries);
  }

  /** Keys and values of a memory, for {@link #step}. */
  public Matrix keysValues(Pass pass, Matrix memory) {
    return keyValue.forward(pass, memory);
  }

  /**
   * Without a way back.
   *
   * @param weights [1, heads pairs] for the attention weights; null when nobody asks for them
   */
  public Matrix step(Pass pass, AttentionRows rows, Matrix x, Matrix keysValues, Matrix weights) {
    Matrix queries = query.forward(pass, x);
    Matrix context = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().attention(rows, heads, queries, keysValues, null, weights, context);
    return output.forward(pass, context);
  }
}
