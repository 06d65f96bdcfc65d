package org.neuralannotators.network.kernel;

import java.util.List;

/** The gates of an LSTM's cells, each [rows, H] without gaps. */
public record LstmGates(Matrix input, Matrix candidate, Matrix forget, Matrix output) {
  /** Memory for the gates of so many rows, contents undefined. */
  public static LstmGates of(Workspace workspace, int rows, int units) {
    return new LstmGates(
        workspace.matrix(rows, units),
        workspace.matrix(rows, units),
        workspace.matrix(rows, units),
        workspace.matrix(rows, units));
  }

  /** All four in TensorFlow's order. */
  public List<Matrix> all() {
    return List.of(input, candidate, forget, output);
  }

  /** Rows {@code from} to {@code to}, exclusive, of each. */
  public LstmGates rows(int from, int to) {
    return new LstmGates(
        input.rows(from, to),
        candidate.rows(from, to),
        forget.rows(from, to),
        output.rows(from, to));
  }
}
