package org.neuralannotators.network.attention;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.RmsNorm;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The attention of a decoder to what is before (Vaswani et al. 2017, section 3.2.2), where several
 * heads of queries may share one of keys and values (grouped queries: Ainslie et al. 2023), and
 * queries and keys may be normalised (Henry et al. 2020) and turned (Su et al. 2021).
 */
public final class CausalAttention implements DecoderAttention<KeyValueCache> {
  private final Linear input;
  private final Linear output;
  private final Heads heads;

  /** Null for none. */
  private final RmsNorm queryNorm;

  /** Null for none. */
  private final RmsNorm keyNorm;

  private final Dropout dropout;

  /**
   * How many heads there are.
   *
   * @param queries heads of queries
   * @param keys heads of keys and values, of which {@code queries} is a multiple
   * @param size columns of a head
   */
  public record Heads(int queries, int keys, int size) {
    public Heads {
      if (queries < 1 || keys < 1 || size < 1 || queries % keys != 0) {
        throw new IllegalArgumentException(
            "[%d] heads of queries, [%d] of keys and values, of [%d] columns; expected numbers above 0, the first a multiple of the second"
                .formatted(queries, keys, size));
      }
    }

    /** Columns of the queries. */
    public int queryColumns() {
      return queries * size;
    }

    /** Columns of the keys. */
    public int keyColumns() {
      return keys * size;
    }

    /** Columns of queries, keys and values. */
    public int columns() {
      return queryColumns() + 2 * keyColumns();
    }
  }

  /**
   * @param input to queries, keys and values, side by side
   * @param output from the weighted values
   * @param queryNorm of each head of queries; null for none
   * @param keyNorm of each head of keys; null for none
   * @param dropout of the attention weights
   */
  public CausalAttention(
      Linear input,
      Linear output,
      Heads heads,
      RmsNorm queryNorm,
      RmsNorm keyNorm,
      Dropout dropout) {
    this.input = input;
    this.output = output;
    this.heads = heads;
    this.queryNorm = queryNorm;
    this.keyNorm = keyNorm;
    this.dropout = dropout;
  }

  @Override
  public Traced forward(Pass pass, TextRows text, Matrix x) {
    AttentionRows rows = text.before();
    Matrix projected = input.forward(pass, x);
    Traced prepared = prepare(pass, text.rotation(), projected);
    Matrix qkv = prepared.output();
    int pairs = Math.multiplyExact(heads.queries(), rows.pairs());
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), heads.queryColumns());
    pass.kernels()
        .attention(rows, heads.queries(), queries(qkv), keysValues(qkv), factors, weights, context);
    Matrix y = output.forward(pass, context);
    return new Traced(
        y,
        (back, dy) -> {
          Matrix dContext = output.backward(back, context, y, dy);
          Matrix dQkv = back.workspace().matrix(qkv.rows(), qkv.columns());
          back.kernels()
              .attentionBackward(
                  rows,
                  heads.queries(),
                  queries(qkv),
                  keysValues(qkv),
                  factors,
                  weights,
                  dContext,
                  queries(dQkv),
                  keysValues(dQkv));
          return input.backward(back, x, projected, prepared.backward(back, dQkv));
        });
  }

  @Override
  public Matrix step(Pass pass, Rotation rotation, Matrix x, KeyValueCache memory, int layer) {
    KeyValueCache.Layer cache = memory.layer(layer);
    Matrix qkv = prepare(pass, rotation, input.forward(pass, x)).output();
    cache.append(pass, keysValues(qkv));
    return output.forward(
        pass,
        SharedAttention.of(pass, cache.rows(), heads.queries(), queries(qkv), cache.keysValues()));
  }

  /** Normalises and turns queries and keys. */
  private Traced prepare(Pass pass, Rotation rotation, Matrix projected) {
    Traced normalized =
        queryNorm == null ? new Traced(projected, (back, dy) -> dy) : normalize(pass, projected);
    if (rotation == null) {
      return normalized;
    }
    rotation.apply(pass, queriesKeys(normalized.output()));
    return new Traced(
        normalized.output(),
        (back, dy) -> {
          rotation.undo(back, queriesKeys(dy));
          return normalized.backward(back, dy);
        });
  }

  private Traced normalize(Pass pass, Matrix projected) {
    Matrix copy = pass.workspace().matrix(projected.rows(), projected.columns());
    pass.kernels().copy(projected, copy);
    int norms = heads.queries() + heads.keys();
    Traced[] normed = new Traced[norms];
    for (int i = 0; i < norms; i++) {
      RmsNorm norm = i < heads.queries() ? queryNorm : keyNorm;
      normed[i] = norm.normalize(pass, head(projected, i), head(copy, i));
    }
    return new Traced(
        copy,
        (back, dy) -> {
          for (int i = 0; i < norms; i++) {
            normed[i].backward(back, head(dy, i));
          }
          return dy;
        });
  }

  private Matrix head(Matrix qkv, int number) {
    return qkv.columns(number * heads.size(), (number + 1) * heads.size());
  }

  private Matrix queriesKeys(Matrix qkv) {
    return qkv.columns(0, heads.queryColumns() + heads.keyColumns());
  }

  private Matrix queries(Matrix qkv) {
    return qkv.columns(0, heads.queryColumns());
  }

  private Matrix keysValues(Matrix qkv) {
    return qkv.columns(heads.queryColumns(), heads.columns());
  }
}
