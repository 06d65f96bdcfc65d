package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.OutputStream;
import org.neuralannotators.network.kernel.Matrix;

/** A matrix's numbers as a file has them, which must stay as they are until it is written. */
record MatrixContent(Matrix matrix, TensorType type) implements FileContent {
  private static final int BLOCK = 1 << 16;

  /**
   * @param wanted the type in which they are stored if it holds them, see {@link
   *     TensorType#holding}
   */
  static MatrixContent of(Matrix matrix, TensorType wanted) {
    float largest = 0;
    for (int from = 0; from < matrix.rows(); from += step(matrix)) {
      for (float value : block(matrix, from)) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return new MatrixContent(matrix, wanted.holding(largest));
  }

  @Override
  public void writeTo(OutputStream output) throws IOException {
    for (int from = 0; from < matrix.rows(); from += step(matrix)) {
      output.write(NumberBytes.of(type, block(matrix, from)));
    }
  }

  private static int step(Matrix matrix) {
    return Math.max(1, BLOCK / Math.max(1, matrix.columns()));
  }

  private static float[] block(Matrix matrix, int from) {
    return matrix.rows(from, Math.min(matrix.rows(), from + step(matrix))).toFloats();
  }
}
