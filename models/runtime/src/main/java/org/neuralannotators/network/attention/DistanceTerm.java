package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What queries have with the distances of keys (Dai et al. 2019, section 3.3 and appendix B), for
 * the sequences of a batch.
 */
final class DistanceTerm implements AttentionTerm {
  private final Pass pass;
  private final AttentionRows rows;
  private final int heads;
  private final Matrix queries;
  private final Matrix distances;
  private final int zero;
  private final Matrix dQueries;
  private final Matrix dDistances;

  /**
   * @param rows of sequences whose elements are the last of their keys
   * @param queries [rows, H], head after head, scaled
   * @param distances [distances, H], the largest first, from that of the longest sequence's last
   *     element to its first key on; those below 0 may be missing where elements attend to nothing
   *     behind them
   * @param zero the row of the distance 0
   */
  DistanceTerm(
      Pass pass, AttentionRows rows, int heads, Matrix queries, Matrix distances, int zero) {
    this.pass = pass;
    this.rows = rows;
    this.heads = heads;
    this.queries = queries;
    this.distances = distances;
    this.zero = zero;
    dQueries = pass.training() ? zerosLike(queries) : null;
    dDistances = pass.training() ? zerosLike(distances) : null;
  }

  private Matrix zerosLike(Matrix x) {
    return pass.workspace().zeros(x.rows(), x.columns());
  }

  /** The gradient of the queries. */
  Matrix dQueries() {
    return dQueries;
  }

  /** The gradient of the distances. */
  Matrix dDistances() {
    return dDistances;
  }

  @Override
  public void add(int sequence, Matrix scores) {
    Kernels kernels = pass.kernels();
    Workspace.Mark mark = pass.workspace().mark();
    int length = rows.queryLength(sequence);
    Matrix from = rows.queries(sequence, queries);
    Matrix to = near(distances, sequence);
    Matrix products = pass.workspace().matrix(length, length + rows.keyLength(sequence) - 1);
    Matrix known = products.columns(0, to.rows());
    for (int h = 0; h < heads; h++) {
      kernels.multiply(head(from, h), false, head(to, h), true, 0, known);
      kernels.add(products.skewed(), scores.rows(h * length, (h + 1) * length));
    }
    pass.workspace().release(mark);
  }

  @Override
  public void backward(int sequence, Matrix dScores) {
    Kernels kernels = pass.kernels();
    Workspace.Mark mark = pass.workspace().mark();
    int length = rows.queryLength(sequence);
    Matrix from = rows.queries(sequence, queries);
    Matrix to = near(distances, sequence);
    Matrix dFrom = rows.queries(sequence, dQueries);
    Matrix dTo = near(dDistances, sequence);
    Matrix dProducts = pass.workspace().matrix(length, length + rows.keyLength(sequence) - 1);
    Matrix dKnown = dProducts.columns(0, to.rows());
    for (int h = 0; h < heads; h++) {
      dProducts.clear();
      kernels.add(dScores.rows(h * length, (h + 1) * length), dProducts.skewed());
      kernels.multiply(dKnown, false, head(to, h), false, 0, head(dFrom, h));
      kernels.multiply(dKnown, true, head(from, h), false, 1, head(dTo, h));
    }
    pass.workspace().release(mark);
  }

  /** Those between a sequence's elements and its keys. */
  private Matrix near(Matrix all, int sequence) {
    int first = zero - rows.keyLength(sequence) + 1;
    return all.rows(first, Math.min(all.rows(), zero + rows.queryLength(sequence)));
  }

  private Matrix head(Matrix matrix, int head) {
    int size = matrix.columns() / heads;
    return matrix.columns(head * size, (head + 1) * size);
  }
}
