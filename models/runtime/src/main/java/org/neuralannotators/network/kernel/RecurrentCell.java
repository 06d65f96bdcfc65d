package org.neuralannotators.network.kernel;

/**
 * The recurrent cells, with their gates in the order in which they lie in the weights. With input
 * {@code x}, previous output {@code h}, {@code z_g = x Wx_g + h Wh_g + b_g}:
 *
 * <ul>
 *   <li>LSTM (Hochreiter and Schmidhuber 1997, with forget gate): gates i, f, g, o; {@code c' =
 *       sigmoid(f) c + sigmoid(i) tanh(g)}, {@code h' = sigmoid(o) tanh(c')}
 *   <li>GRU (Cho et al. 2014): gates u, r, n; {@code n = tanh(x Wx_n + (sigmoid(r) h) Wh_n + b_n)},
 *       {@code h' = sigmoid(u) h + (1 - sigmoid(u)) n}
 *   <li>RNN (Elman 1990): {@code h' = tanh(z)}
 * </ul>
 */
public enum RecurrentCell {
  LSTM(4),
  GRU(3),
  RNN(1);

  private final int gates;

  RecurrentCell(int gates) {
    this.gates = gates;
  }

  /** How many gates the weights hold. */
  public int gates() {
    return gates;
  }

  /** Whether the cell has a memory beside its output. */
  public boolean hasMemory() {
    return this == LSTM;
  }
}
