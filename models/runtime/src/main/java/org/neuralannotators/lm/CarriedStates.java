package org.neuralannotators.lm;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Moves the states of a batch's streams between the streams and the layers. */
final class CarriedStates {
  private CarriedStates() {}

  /**
   * The states before a batch.
   *
   * @param widths columns of each of the layers' matrices
   * @return a matrix for each width, with a row for each window
   */
  static List<Matrix> read(Pass pass, List<? extends Window> windows, int[] widths) {
    int total = Arrays.stream(widths).sum();
    double[][] rows = new double[windows.size()][];
    for (int i = 0; i < rows.length; i++) {
      StreamState state = windows.get(i).state();
      rows[i] = state.isNew() ? new double[total] : state.numbers();
    }
    Matrix[] matrices = new Matrix[widths.length];
    int from = 0;
    for (int m = 0; m < widths.length; m++) {
      double[] numbers = new double[rows.length * widths[m]];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(rows[i], from, numbers, i * widths[m], widths[m]);
      }
      matrices[m] = pass.workspace().matrix(rows.length, widths[m]).write(numbers);
      from += widths[m];
    }
    return List.of(matrices);
  }

  /**
   * Keeps the states behind a batch.
   *
   * @param matrices as {@link #read} gave them
   */
  static void write(List<? extends Window> windows, List<Matrix> matrices) {
    int total = matrices.stream().mapToInt(Matrix::columns).sum();
    double[][] rows = new double[windows.size()][total];
    int from = 0;
    for (Matrix matrix : matrices) {
      double[] numbers = matrix.toDoubles();
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(numbers, i * matrix.columns(), rows[i], from, matrix.columns());
      }
      from += matrix.columns();
    }
    for (int i = 0; i < rows.length; i++) {
      windows.get(i).state().set(rows[i]);
    }
  }
}
