package org.neuralannotators.network.kernel;

/**
 * What a recurrent layer remembers between two steps of its sequences, a row for each, in the order
 * of {@link PackedSequence}'s positions.
 *
 * @param h the outputs [sequences, H]
 * @param memory of the LSTM [sequences, H]; other cells have none, [0, H]
 */
public record RecurrentState(Matrix h, Matrix memory) {
  /** The states of the first sequences. */
  public RecurrentState first(int sequences) {
    return new RecurrentState(
        h.rows(0, sequences), memory.rows(0, Math.min(sequences, memory.rows())));
  }

  /** The state before the first step. */
  public static RecurrentState zeros(
      RecurrentCell cell, int sequences, int units, Workspace workspace) {
    return new RecurrentState(
        workspace.zeros(sequences, units),
        workspace.zeros(cell.hasMemory() ? sequences : 0, units));
  }
}
