package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;

/** Attention without a way back, whose heads a pass's cores share. */
final class SharedAttention {
  /** Multiplications of a pair and column that take as long as reading keys and values. */
  private static final long READING = 16;

  private SharedAttention() {}

  /**
   * The same with something added to the scores, which is computed for all heads at once.
   *
   * @param term null for nothing
   */
  static Matrix of(
      Pass pass,
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keysValues,
      AttentionTerm term) {
    if (term == null) {
      return of(pass, rows, heads, queries, keysValues);
    }
    Matrix context = pass.workspace().matrix(queries.rows(), queries.columns());
    pass.kernels().attention(rows, heads, queries, keysValues, term, null, null, null, context);
    return context;
  }

  /**
   * @param rows which elements attend to which keys
   * @param queries [rows of queries, columns], head after head
   * @param keysValues [rows of keys, keys and values]
   * @return [rows of queries, columns]
   */
  static Matrix of(Pass pass, AttentionRows rows, int heads, Matrix queries, Matrix keysValues) {
    Matrix context = pass.workspace().matrix(queries.rows(), queries.columns());
    int size = queries.columns() / heads;
    int values = keysValues.columns() / 2;
    int keyHeads = values / size;
    int group = heads / keyHeads * size;
    pass.team()
        .share(
            pass.kernels(),
            READING * rows.pairs() * queries.columns(),
            keyHeads,
            1,
            (kernels, from, to) ->
                kernels.attention(
                    rows,
                    heads / keyHeads * (to - from),
                    queries.columns(from * group, to * group),
                    keysValues.columns(from * size, to * size),
                    keysValues.columns(values + from * size, values + to * size),
                    context.columns(from * group, to * group)));
    return context;
  }
}
