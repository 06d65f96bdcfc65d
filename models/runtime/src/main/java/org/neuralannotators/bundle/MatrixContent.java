package org.neuralannotators.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/** A matrix's numbers as a file has them, which must stay as they are until it is written. */
record MatrixContent(Matrix matrix, TensorType type) implements FileContent {
  private static final int BLOCK = 1 << 16;

  /**
   * @param wanted the type in which they are stored if it holds them, see {@link
   *     TensorType#holding}
   */
  static MatrixContent of(Matrix matrix, TensorType wanted) {
    if (wanted.holdsAllFloats()) {
      return new MatrixContent(matrix, wanted);
    }
    float largest = 0;
    for (Matrix part : parts(matrix)) {
      for (float value : part.toFloats()) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return new MatrixContent(matrix, wanted.holding(largest));
  }

  @Override
  public void writeTo(OutputStream output) throws IOException {
    for (Matrix part : parts(matrix)) {
      output.write(NumberBytes.of(type, part.toFloats()));
    }
  }

  /** It in parts, one behind the other in the file: some rows, or a part of one. */
  private static List<Matrix> parts(Matrix matrix) {
    int columns = Math.max(1, Math.min(BLOCK, matrix.columns()));
    int rows = BLOCK / columns;
    List<Matrix> parts = new ArrayList<>();
    for (int row = 0; row < matrix.rows(); row += rows) {
      Matrix some = matrix.rows(row, Math.min(matrix.rows(), row + rows));
      for (int from = 0; from < matrix.columns(); from += columns) {
        parts.add(some.columns(from, Math.min(matrix.columns(), from + columns)));
      }
    }
    return parts;
  }
}
