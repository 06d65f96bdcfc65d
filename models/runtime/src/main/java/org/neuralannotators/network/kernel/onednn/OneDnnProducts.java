package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.global.dnnl;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.kernel.onednn.OneDnn.Address;

/** Products of matrices by oneDNN's sgemm. Not thread-safe. */
final class OneDnnProducts implements AutoCloseable {
  /**
   * With a power of two, from this one on, from row to row, the numbers of a column share few lines
   * of the cache, which halves the speed of a product that reads a matrix by columns. Multiples
   * that aren't powers of two, such as BERT's 3,072, do no harm.
   */
  private static final int BAD_STRIDE = 1024;

  private static final int GAP = 16;

  private final OnesRow ones = new OnesRow();
  private final NativeRows rows = new NativeRows();
  private final Workspace copies = Workspace.ofFloats();
  private final Address left = new Address();
  private final Address right = new Address();
  private final Address result = new Address();

  /** {@code c = alpha a b + beta c}. */
  void multiply(
      double alpha,
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      double beta,
      Matrix c) {
    if (c.size() == 0) {
      return;
    }
    Matrix first = a;
    Matrix second = b;
    if (transposeA) {
      copies.reset();
      first = spread(a);
      second = spread(b);
    }
    int inner = transposeA ? a.rows() : a.columns();
    int status =
        dnnl.dnnl_sgemm(
            (byte) (transposeA ? 'T' : 'N'),
            (byte) (transposeB ? 'T' : 'N'),
            c.rows(),
            c.columns(),
            inner,
            (float) alpha,
            left.at(first.address()),
            first.stride(),
            right.at(second.address()),
            second.stride(),
            (float) beta,
            result.at(c.address()),
            c.stride());
    if (status != 0) {
      throw new IllegalStateException(
          "oneDNN refuses the product of " + a + " and " + b + " with status [" + status + "]");
    }
  }

  private Matrix spread(Matrix x) {
    if (x.stride() < BAD_STRIDE || Integer.bitCount(x.stride()) > 1) {
      return x;
    }
    Matrix copy = copies.matrix(x.rows(), x.columns() + GAP).columns(0, x.columns());
    rows.copy(x, copy);
    return copy;
  }

  /** Adds each column's sum. */
  void addColumnSums(Matrix x, Matrix sums) {
    multiply(1, ones.of(x.rows()), false, x, false, 1, sums);
  }

  @Override
  public void close() {
    ones.close();
    copies.close();
  }
}
