package org.neuralannotators.network.attention;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * The sums of causal linear attention (Katharopoulos et al. 2020, equations 8 to 12), of each
 * sequence and head for itself: {@code out_i = q_i S_i / (q_i z_i)}, where {@code S_i} is the sum
 * of {@code k_j v_j} over all {@code j} to {@code i}, and {@code z_i} that of {@code k_j}. Values
 * have a column of ones behind them here, so that {@code z} is the last column of {@code S}.
 *
 * @param rows of the sequences
 */
record LinearSums(CausalAttention.Heads heads, RaggedRows rows) {
  /** Pieces that are computed side by side. */
  private static final int CHUNK = 64;

  /**
   * What the forward pass leaves for the backward pass of a chunk.
   *
   * @param queries [length, size]
   * @param keys likewise
   * @param values [length, size + 1]
   * @param before the sums before it
   * @param weights [length, length], 0 for keys behind a query
   * @param divisors [length, 1]
   * @param out [length, size]
   */
  private record Chunk(
      int head,
      int from,
      Matrix queries,
      Matrix keys,
      Matrix values,
      Matrix before,
      Matrix weights,
      Matrix divisors,
      Matrix out) {
    int length() {
      return queries.rows();
    }
  }

  /** The chunks of each sequence and head, in order. */
  record Trace(List<List<Chunk>> runs) {}

  /**
   * @param features of queries and keys, [rows, 2 columns]
   * @param values [rows, columns]
   * @param states [sequences heads size, size + 1]: the sums before; become those behind
   * @param out [rows, columns]
   */
  Trace forward(Pass pass, Matrix features, Matrix values, Matrix states, Matrix out) {
    int most = Math.min(CHUNK, rows.longest());
    Matrix ones = filled(pass, most, 1, (i, j) -> 1);
    Matrix triangle = filled(pass, most, most, (i, j) -> j <= i ? 1 : 0);
    List<List<Chunk>> runs = new ArrayList<>();
    for (int sequence = 0; sequence < rows.sequences(); sequence++) {
      for (int head = 0; head < heads.queries(); head++) {
        int number = sequence * heads.queries() + head;
        Matrix state = states.rows(number * heads.size(), (number + 1) * heads.size());
        runs.add(forward(pass, sequence, head, features, values, state, out, ones, triangle));
      }
    }
    return new Trace(runs);
  }

  private List<Chunk> forward(
      Pass pass,
      int sequence,
      int head,
      Matrix features,
      Matrix values,
      Matrix state,
      Matrix out,
      Matrix ones,
      Matrix triangle) {
    List<Chunk> chunks = new ArrayList<>();
    int end = rows.offset(sequence) + rows.length(sequence);
    for (int from = rows.offset(sequence); from < end; from += CHUNK) {
      int to = Math.min(end, from + CHUNK);
      Chunk chunk = chunk(pass, head, from, to, features, values, state, ones);
      pass.kernels().multiply(chunk.queries(), false, chunk.keys(), true, 0, chunk.weights());
      pass.kernels().scale(chunk.weights(), corner(pass, triangle, to - from));
      Matrix sums = pass.workspace().matrix(to - from, heads.size() + 1);
      pass.kernels().multiply(chunk.queries(), false, chunk.before(), false, 0, sums);
      pass.kernels().multiply(chunk.weights(), false, chunk.values(), false, 1, sums);
      pass.kernels().copy(sums.columns(0, heads.size()), chunk.out());
      pass.kernels().copy(sums.columns(heads.size(), heads.size() + 1), chunk.divisors());
      pass.kernels().divideRows(chunk.out(), chunk.divisors());
      pass.kernels().copy(chunk.out(), head(out, head, from, to));
      pass.kernels().multiply(chunk.keys(), true, chunk.values(), false, 1, state);
      chunks.add(chunk);
    }
    return chunks;
  }

  private Chunk chunk(
      Pass pass,
      int head,
      int from,
      int to,
      Matrix features,
      Matrix values,
      Matrix state,
      Matrix ones) {
    Matrix own = pass.workspace().matrix(to - from, heads.size() + 1);
    pass.kernels().copy(head(values, head, from, to), own.columns(0, heads.size()));
    pass.kernels().copy(ones.rows(0, to - from), own.columns(heads.size(), heads.size() + 1));
    Matrix before = pass.workspace().matrix(state.rows(), state.columns());
    pass.kernels().copy(state, before);
    return new Chunk(
        head,
        from,
        head(features, head, from, to),
        head(features, heads.queries() + head, from, to),
        own,
        before,
        pass.workspace().matrix(to - from, to - from),
        pass.workspace().matrix(to - from, 1),
        pass.workspace().matrix(to - from, heads.size()));
  }

  /**
   * The gradient, where the sums before are given.
   *
   * @param dOut gradient of the output
   * @param dFeatures overwritten
   * @param dValues overwritten
   */
  void backward(Pass pass, Trace trace, Matrix dOut, Matrix dFeatures, Matrix dValues) {
    int most = Math.min(CHUNK, rows.longest());
    Matrix triangle = filled(pass, most, most, (i, j) -> j <= i ? 1 : 0);
    Matrix ones = filled(pass, heads.size(), 1, (i, j) -> 1);
    for (List<Chunk> run : trace.runs()) {
      Matrix dState = pass.workspace().zeros(heads.size(), heads.size() + 1);
      for (int i = run.size() - 1; i >= 0; i--) {
        backward(pass, run.get(i), dOut, dFeatures, dValues, dState, triangle, ones);
      }
    }
  }

  private void backward(
      Pass pass,
      Chunk chunk,
      Matrix dOut,
      Matrix dFeatures,
      Matrix dValues,
      Matrix dState,
      Matrix triangle,
      Matrix ones) {
    int length = chunk.length();
    int to = chunk.from() + length;
    Matrix dSums = dSums(pass, chunk, head(dOut, chunk.head(), chunk.from(), to), ones);
    Matrix dWeights = pass.workspace().matrix(length, length);
    pass.kernels().multiply(dSums, false, chunk.values(), true, 0, dWeights);
    pass.kernels().scale(dWeights, corner(pass, triangle, length));
    Matrix dQueries = head(dFeatures, chunk.head(), chunk.from(), to);
    pass.kernels().multiply(dWeights, false, chunk.keys(), false, 0, dQueries);
    pass.kernels().multiply(dSums, false, chunk.before(), true, 1, dQueries);
    Matrix dKeys = head(dFeatures, heads.queries() + chunk.head(), chunk.from(), to);
    pass.kernels().multiply(dWeights, true, chunk.queries(), false, 0, dKeys);
    pass.kernels().multiply(chunk.values(), false, dState, true, 1, dKeys);
    Matrix dOwn = pass.workspace().matrix(length, heads.size() + 1);
    pass.kernels().multiply(chunk.weights(), true, dSums, false, 0, dOwn);
    pass.kernels().multiply(chunk.keys(), false, dState, false, 1, dOwn);
    pass.kernels()
        .copy(dOwn.columns(0, heads.size()), head(dValues, chunk.head(), chunk.from(), to));
    pass.kernels().multiply(chunk.queries(), true, dSums, false, 1, dState);
  }

  /** The gradient of the sums before the division, and in the last column that of the divisors. */
  private Matrix dSums(Pass pass, Chunk chunk, Matrix dOut, Matrix ones) {
    int length = chunk.length();
    Matrix dSums = pass.workspace().matrix(length, heads.size() + 1);
    Matrix products = pass.workspace().matrix(length, heads.size());
    pass.kernels().copy(dOut, products);
    pass.kernels().divideRows(products, chunk.divisors());
    pass.kernels().copy(products, dSums.columns(0, heads.size()));
    pass.kernels().scale(products, chunk.out());
    Matrix dDivisors = pass.workspace().matrix(length, 1);
    pass.kernels().multiply(products, false, ones, false, 0, dDivisors);
    pass.kernels().scale(dDivisors, -1.0);
    pass.kernels().copy(dDivisors, dSums.columns(heads.size(), heads.size() + 1));
    return dSums;
  }

  private Matrix head(Matrix all, int number, int from, int to) {
    return all.rows(from, to).columns(number * heads.size(), (number + 1) * heads.size());
  }

  private static Matrix corner(Pass pass, Matrix triangle, int length) {
    if (length == triangle.rows()) {
      return triangle;
    }
    Matrix corner = pass.workspace().matrix(length, length);
    pass.kernels().copy(triangle.rows(0, length).columns(0, length), corner);
    return corner;
  }

  /** A number for each place. */
  private interface Filling {
    float of(int row, int column);
  }

  private static Matrix filled(Pass pass, int rows, int columns, Filling filling) {
    float[] numbers = new float[rows * columns];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = filling.of(i / columns, i % columns);
    }
    return pass.workspace().matrix(rows, columns).write(numbers);
  }
}
