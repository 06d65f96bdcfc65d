package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;
import org.neuralannotators.network.kernel.RecurrentWeights;

/** A recurrent layer that reads its sequences from left to right. */
public final class Recurrent {
  private final RecurrentCell cell;
  private final Parameter input;
  private final Parameter hidden;
  private final Parameter bias;

  /** A layer of {@code units} cells on rows of {@code inputs} numbers. */
  public Recurrent(Parameters parameters, String name, RecurrentCell cell, int inputs, int units) {
    this.cell = cell;
    int gates = cell.gates();
    input = parameters.add(name + ".input", inputs, gates * units, Initializer.glorot(gates));
    hidden = parameters.add(name + ".hidden", units, gates * units, Initializer.glorot(gates));
    bias =
        parameters.add(
            name + ".bias",
            1,
            gates * units,
            cell == RecurrentCell.LSTM ? Initializer.blockOfOnes(1, gates) : Initializer.zeros());
  }

  /** The layer on sequences that begin. */
  public RecurrentTrace forward(Pass pass, PackedSequence packed, Matrix x) {
    if (pass.frozen() != null) {
      Matrix h = pass.workspace().matrix(packed.rows(), hidden.rows());
      PackedRecurrent frozen = pass.frozen().of(this, pass.kernels());
      pass.kernels().recurrent(frozen, packed, x, h, pass.workspace());
      return new RecurrentTrace(cell, packed, weights(), null, x, h, null, List.of());
    }
    return forward(
        pass,
        packed,
        RecurrentState.zeros(cell, packed.sequences(), hidden.rows(), pass.workspace()),
        x);
  }

  /**
   * The layer on sequences that go on.
   *
   * @param start the state before the first step
   * @param x [packed rows, inputs]
   * @return whose {@code h} is the output [packed rows, units]
   */
  public RecurrentTrace forward(Pass pass, PackedSequence packed, RecurrentState start, Matrix x) {
    Matrix h = pass.workspace().matrix(packed.rows(), hidden.rows());
    return pass.kernels()
        .recurrent(cell, packed, weights(), start, x, h, pass.workspace(), pass.training());
  }

  /**
   * The state behind the last step.
   *
   * @param trace of sequences that are all of one length
   */
  public static RecurrentState last(RecurrentTrace trace) {
    PackedSequence packed = trace.packed();
    int from = packed.offset(packed.steps() - 1);
    Matrix memory = trace.memory();
    return new RecurrentState(
        trace.h().rows(from, packed.rows()),
        memory.rows() == 0 ? memory : memory.rows(from, packed.rows()));
  }

  RecurrentCell cell() {
    return cell;
  }

  RecurrentWeights weights() {
    return new RecurrentWeights(input.value(), hidden.value(), bias.value());
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param trace what the forward pass returned
   * @param dh gradient of the output
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, RecurrentTrace trace, Matrix dh) {
    return backward(
        pass,
        trace,
        dh,
        RecurrentState.zeros(cell, trace.packed().sequences(), hidden.rows(), pass.workspace()));
  }

  /**
   * The same where the states matter beside the outputs.
   *
   * @param dState gradient of the state behind each sequence's last step; becomes that of the state
   *     before its first step
   */
  public Matrix backward(Pass pass, RecurrentTrace trace, Matrix dh, RecurrentState dState) {
    Matrix dx = pass.workspace().matrix(trace.x().rows(), trace.x().columns());
    RecurrentWeights gradients =
        new RecurrentWeights(pass.gradient(input), pass.gradient(hidden), pass.gradient(bias));
    pass.kernels().recurrentBackward(trace, dh, dState, dx, gradients, pass.workspace());
    return dx;
  }
}
