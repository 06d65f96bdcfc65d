package org.neuralannotators.network.recurrent;

import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Recurrent;
import org.neuralannotators.network.SequenceBatch;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentTrace;

/**
 * Two recurrent layers, of which one reads the sequences from right to left; their outputs stand
 * side by side (Graves and Schmidhuber 2005).
 */
public final class BidirectionalRecurrent {
  private final Recurrent forward;
  private final Recurrent backward;
  private final int units;

  /** A layer of {@code units} cells in each direction. */
  public BidirectionalRecurrent(
      Parameters parameters, String name, RecurrentCell cell, int inputs, int units) {
    forward = new Recurrent(parameters, name + ".forward", cell, inputs, units);
    backward = new Recurrent(parameters, name + ".backward", cell, inputs, units);
    this.units = units;
  }

  /** Columns of the output. */
  public int outputs() {
    return 2 * units;
  }

  /**
   * @param output [packed rows, 2 units]
   * @param ahead the layer that read from left to right
   * @param back the layer that read from right to left, its rows reversed
   */
  public record Trace(Matrix output, RecurrentTrace ahead, RecurrentTrace back) {}

  /**
   * @param x [packed rows, inputs]
   */
  public Trace forward(Pass pass, SequenceBatch batch, Matrix x) {
    Matrix reversed = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().gather(x, batch.reversal(), reversed);
    RecurrentTrace ahead = forward.forward(pass, batch.packed(), x);
    RecurrentTrace back = backward.forward(pass, batch.packed(), reversed);
    Matrix output = pass.workspace().matrix(x.rows(), 2 * units);
    pass.kernels().copy(ahead.h(), output.columns(0, units));
    pass.kernels().gather(back.h(), batch.reversal(), output.columns(units, 2 * units));
    return new Trace(output, ahead, back);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, SequenceBatch batch, Trace trace, Matrix dOutput) {
    Matrix dAhead = pass.workspace().matrix(dOutput.rows(), units);
    pass.kernels().copy(dOutput.columns(0, units), dAhead);
    Matrix dBack = pass.workspace().matrix(dOutput.rows(), units);
    pass.kernels().gather(dOutput.columns(units, 2 * units), batch.reversal(), dBack);
    Matrix dx = forward.backward(pass, trace.ahead(), dAhead);
    Matrix dReversed = backward.backward(pass, trace.back(), dBack);
    pass.kernels().scatterAdd(dReversed, batch.reversal(), dx);
    return dx;
  }
}
