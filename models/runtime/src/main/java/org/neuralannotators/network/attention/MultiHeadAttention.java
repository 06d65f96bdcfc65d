package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;

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
    this(parameters, name, HeadShape.of(columns, heads), true, dropout);
  }

  /**
   * @param biased whether queries, keys, values and output have biases
   * @param dropout of the attention weights
   */
  public MultiHeadAttention(
      Parameters parameters, String name, HeadShape shape, boolean biased, Dropout dropout) {
    this(
        Linear.plain(parameters, name + ".self", shape.columns(), 3 * shape.inner(), 3, biased),
        Linear.plain(parameters, name + ".output.dense", shape.inner(), shape.columns(), 1, biased),
        shape.heads(),
        dropout);
  }

  /**
   * Attention on layers that are there already.
   *
   * @param input from the columns to queries, keys and values, side by side
   * @param output from the weighted values to the columns
   * @param dropout of the attention weights
   */
  public MultiHeadAttention(Linear input, Linear output, int heads, Dropout dropout) {
    this.input = input;
    this.output = output;
    this.heads = heads;
    this.dropout = dropout;
  }

  static void requireMultiple(int columns, int heads) {
    if (heads < 1 || columns % heads != 0) {
      throw new IllegalArgumentException(
          "[" + columns + "] columns for [" + heads + "] heads; expected a multiple");
    }
  }

  /**
   * @param rows who attended to whom
   * @param term what was added to the scores; null for nothing
   * @param rotation of queries and keys; null for none
   * @param x the input
   * @param qkv queries, keys and values
   * @param factors of dropout, null for none
   * @param weights the attention weights; null when the pass isn't for training
   * @param context the weighted values
   * @param output [rows, columns]
   */
  public record Trace(
      AttentionRows rows,
      AttentionTerm term,
      Rotation rotation,
      Matrix x,
      Matrix qkv,
      Matrix factors,
      Matrix weights,
      Matrix context,
      Matrix output) {}

  /** Every element of a sequence attends to others of it, to all or to those before it. */
  public Trace forward(Pass pass, AttentionRows rows, Matrix x) {
    return forward(pass, rows, null, null, x);
  }

  /** The same with queries and keys that are turned. */
  public Trace forward(Pass pass, AttentionRows rows, Rotation rotation, Matrix x) {
    return forward(pass, rows, null, rotation, x);
  }

  /**
   * The same with something added to the scores.
   *
   * @param term null for nothing
   */
  public Trace forward(Pass pass, AttentionRows rows, AttentionTerm term, Matrix x) {
    return forward(pass, rows, term, null, x);
  }

  private Trace forward(
      Pass pass, AttentionRows rows, AttentionTerm term, Rotation rotation, Matrix x) {
    int pairs = Math.multiplyExact(heads, rows.pairs());
    Matrix qkv = input.forward(pass, x);
    if (rotation != null) {
      rotation.apply(pass, queriesKeys(qkv));
    }
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), qkv.columns() / 3);
    pass.kernels()
        .attention(
            rows, heads, queries(qkv), keysValues(qkv), term, null, factors, weights, context);
    return new Trace(
        rows, term, rotation, x, qkv, factors, weights, context, output.forward(pass, context));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dContext = output.backward(pass, trace.context(), trace.output(), dy);
    Matrix qkv = trace.qkv();
    Matrix dQkv = pass.workspace().matrix(qkv.rows(), qkv.columns());
    pass.kernels()
        .attentionBackward(
            trace.rows(),
            heads,
            queries(qkv),
            keysValues(qkv),
            trace.term(),
            null,
            trace.factors(),
            trace.weights(),
            dContext,
            queries(dQkv),
            keysValues(dQkv),
            null);
    if (trace.rotation() != null) {
      trace.rotation().undo(pass, queriesKeys(dQkv));
    }
    return input.backward(pass, trace.x(), qkv, dQkv);
  }

  /**
   * A step without a way back, in which each row is one more element of its sequence.
   *
   * @param x [sequences, columns]
   * @param cache keys and values of the elements before, to which those of the rows are added
   * @param term what is added to the scores; null for nothing
   */
  public Matrix step(Pass pass, Matrix x, KeyValueCache.Layer cache, AttentionTerm term) {
    Matrix qkv = input.forward(pass, x);
    cache.append(pass, keysValues(qkv));
    return output.forward(
        pass,
        SharedAttention.of(pass, cache.rows(), heads, queries(qkv), cache.keysValues(), term));
  }

  private static Matrix queriesKeys(Matrix qkv) {
    return qkv.columns(0, qkv.columns() / 3 * 2);
  }

  private static Matrix queries(Matrix qkv) {
    return qkv.columns(0, qkv.columns() / 3);
  }

  private static Matrix keysValues(Matrix qkv) {
    return qkv.columns(qkv.columns() / 3, qkv.columns());
  }
}
