package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
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

  /** Null where scores are scaled. */
  private final AttentionTerm term;

  private final Dropout dropout;

  /**
   * @param shape of the heads; its columns are those of both inputs and of the output
   * @param biased whether queries, keys, values and output have biases
   * @param scaled whether scores are divided by the root of a head's columns
   * @param dropout of the attention weights
   */
  public CrossAttention(
      Parameters parameters,
      String name,
      HeadShape shape,
      boolean biased,
      boolean scaled,
      Dropout dropout) {
    int columns = shape.columns();
    int inner = shape.inner();
    query = Linear.plain(parameters, name + ".query", columns, inner, 1, biased);
    keyValue = Linear.plain(parameters, name + ".keyValue", columns, 2 * inner, 2, biased);
    output = Linear.plain(parameters, name + ".output.dense", inner, columns, 1, biased);
    heads = shape.heads();
    term = scaled ? null : AttentionTerm.UNSCALED;
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
    Matrix context = pass.workspace().matrix(queries.rows(), queries.columns());
    pass.kernels()
        .attention(rows, heads, queries, keysValues, term, null, factors, weights, context);
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
            term,
            null,
            trace.factors(),
            trace.weights(),
            dContext,
            dQueries,
            dKeysValues,
            null);
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
    Matrix context = pass.workspace().matrix(queries.rows(), queries.columns());
    pass.kernels().attention(rows, heads, queries, keysValues, term, null, null, weights, context);
    return output.forward(pass, context);
  }
}
