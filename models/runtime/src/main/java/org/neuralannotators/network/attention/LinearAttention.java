package org.neuralannotators.network.attention;

import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Causal linear attention (Katharopoulos et al. 2020, section 3.3): the weight of a key is the
 * product of what a positive function makes of query and key, so that all keys and values before
 * come down to one matrix for each head, and the next piece takes the same time and memory wherever
 * it stands. Sequences are read in chunks, in which all pieces are computed side by side.
 */
public final class LinearAttention implements DecoderAttention<LinearMemory> {
  private final Linear input;
  private final Linear output;
  private final CausalAttention.Heads heads;

  /**
   * @param input to queries, keys and values, side by side
   * @param output from the weighted values
   * @param heads as many of keys as of queries
   */
  public LinearAttention(Linear input, Linear output, CausalAttention.Heads heads) {
    if (heads.keys() != heads.queries()) {
      throw new IllegalArgumentException(
          "[%d] heads of queries and [%d] of keys for linear attention; expected as many"
              .formatted(heads.queries(), heads.keys()));
    }
    this.input = input;
    this.output = output;
    this.heads = heads;
  }

  @Override
  public Traced forward(Pass pass, TextRows rows, Matrix x) {
    Matrix qkv = input.forward(pass, x);
    Features features = features(pass, rows.rotation(), qkv);
    Matrix context = pass.workspace().matrix(x.rows(), heads.queryColumns());
    LinearSums sums = new LinearSums(heads, rows.rows());
    LinearSums.Trace trace =
        sums.forward(pass, features.values(), valuesOf(qkv), states(pass, rows.rows()), context);
    Matrix y = output.forward(pass, context);
    return new Traced(
        y,
        (back, dy) -> {
          Matrix dContext = output.backward(back, context, y, dy);
          Matrix dQkv = back.workspace().matrix(qkv.rows(), qkv.columns());
          Matrix dFeatures = back.workspace().matrix(qkv.rows(), 2 * heads.queryColumns());
          sums.backward(back, trace, dContext, dFeatures, valuesOf(dQkv));
          features.backward(back, dFeatures);
          back.kernels().copy(dFeatures, dQkv.columns(0, 2 * heads.queryColumns()));
          return input.backward(back, x, qkv, dQkv);
        });
  }

  private Matrix states(Pass pass, RaggedRows rows) {
    return pass.workspace()
        .zeros(rows.sequences() * heads.queries() * heads.size(), heads.size() + 1);
  }

  @Override
  public Matrix step(Pass pass, Rotation rotation, Matrix x, LinearMemory memory, int layer) {
    Matrix qkv = input.forward(pass, x);
    Features features = features(pass, rotation, qkv);
    Matrix context = pass.workspace().matrix(x.rows(), heads.queryColumns());
    new LinearSums(heads, memory.rows())
        .forward(pass, features.values(), valuesOf(qkv), memory.states(layer), context);
    return output.forward(pass, context);
  }

  /**
   * What the positive function makes of queries and keys.
   *
   * @param before what it was taken of
   * @param values [rows, queries and keys]
   * @param rotation null for none
   */
  private record Features(Matrix before, Matrix values, Rotation rotation) {
    /** The gradient of the values becomes that of queries and keys. */
    void backward(Pass pass, Matrix dValues) {
      pass.kernels().activationBackward(Activation.ELU_PLUS_ONE, before, dValues);
      if (rotation != null) {
        rotation.undo(pass, dValues);
      }
    }
  }

  private Features features(Pass pass, Rotation rotation, Matrix qkv) {
    int columns = 2 * heads.queryColumns();
    Matrix before = pass.workspace().matrix(qkv.rows(), columns);
    pass.kernels().copy(qkv.columns(0, columns), before);
    if (rotation != null) {
      rotation.apply(pass, before);
    }
    Matrix values = pass.workspace().matrix(qkv.rows(), columns);
    pass.kernels().activation(Activation.ELU_PLUS_ONE, before, values);
    return new Features(before, values, rotation);
  }

  private Matrix valuesOf(Matrix qkv) {
    return qkv.columns(2 * heads.queryColumns(), heads.columns());
  }
}
