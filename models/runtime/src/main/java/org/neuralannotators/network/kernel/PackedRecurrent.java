package org.neuralannotators.network.kernel;

/**
 * The weights of a recurrent layer that isn't trained any more, laid out as the kernels that made
 * them read them fastest. Kernels of the same form may share them from any thread; {@link #close()}
 * frees the copies.
 */
public final class PackedRecurrent implements AutoCloseable {
  private final RecurrentCell cell;
  private final RecurrentWeights plain;
  private final OneDnnLstm.Weights lstm;

  private PackedRecurrent(RecurrentCell cell, RecurrentWeights plain, OneDnnLstm.Weights lstm) {
    this.cell = cell;
    this.plain = plain;
    this.lstm = lstm;
  }

  /** Weights that stay as they are. */
  static PackedRecurrent unpacked(RecurrentCell cell, RecurrentWeights weights) {
    return new PackedRecurrent(cell, weights, null);
  }

  /** Copies of an LSTM's weights. */
  static PackedRecurrent copies(RecurrentWeights weights, OneDnnLstm.Weights lstm) {
    return new PackedRecurrent(RecurrentCell.LSTM, weights, lstm);
  }

  RecurrentCell cell() {
    return cell;
  }

  RecurrentWeights plain() {
    return plain;
  }

  /** Null for weights that stayed as they are. */
  OneDnnLstm.Weights lstm() {
    return lstm;
  }

  @Override
  public void close() {
    if (lstm != null) {
      lstm.close();
    }
  }
}
