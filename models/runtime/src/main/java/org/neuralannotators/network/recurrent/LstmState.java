package org.neuralannotators.network.recurrent;

import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What an LSTM knows between two steps, a row for each sequence in the caller's order.
 *
 * @param output [sequences, outputs], the last outputs
 * @param memory [sequences, units], the cells' memory
 */
public record LstmState(Matrix output, Matrix memory) {
  /** The state before a first step. */
  public static LstmState zeros(Workspace workspace, int sequences, int outputs, int units) {
    return new LstmState(workspace.zeros(sequences, outputs), workspace.zeros(sequences, units));
  }

  /** Some of the sequences: rows {@code from} to {@code to}, exclusive. */
  public LstmState rows(int from, int to) {
    return new LstmState(output.rows(from, to), memory.rows(from, to));
  }

  /** Copies the numbers of a state of the same shape, such as that behind a batch. */
  public void set(LstmState other) {
    output.copyFrom(other.output);
    memory.copyFrom(other.memory);
  }
}
