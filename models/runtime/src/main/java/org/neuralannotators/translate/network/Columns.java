package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Matrices side by side. */
final class Columns {
  private Columns() {}

  /** The matrices side by side in one; the same object where there is but one. */
  static Matrix join(Pass pass, List<Matrix> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int columns = parts.stream().mapToInt(Matrix::columns).sum();
    Matrix joined = pass.workspace().matrix(parts.get(0).rows(), columns);
    int from = 0;
    for (Matrix part : parts) {
      pass.kernels().copy(part, joined.columns(from, from + part.columns()));
      from += part.columns();
    }
    return joined;
  }

  /** A copy for dropout, as a recurrent layer's way back needs its output as it was. */
  static Matrix kept(Pass pass, Matrix output) {
    return pass.training() ? copy(pass, output, 0, output.columns()) : output;
  }

  /** Some columns as a matrix without gaps. */
  static Matrix copy(Pass pass, Matrix matrix, int from, int columns) {
    Matrix copy = pass.workspace().matrix(matrix.rows(), columns);
    pass.kernels().copy(matrix.columns(from, from + columns), copy);
    return copy;
  }
}
