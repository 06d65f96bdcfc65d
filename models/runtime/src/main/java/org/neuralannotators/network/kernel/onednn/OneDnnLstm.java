package org.neuralannotators.network.kernel.onednn;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;

/**
 * LSTMs that aren't trained any more, of packed weights: one product for the inputs of all steps,
 * and for each step one of the active rows. oneDNN's own primitive packs the weights in each step,
 * which takes most of its time where rows are few.
 */
final class OneDnnLstm {
  /** In oneDNN's order: input, forget, candidate, output. */
  private static final int GATES = 4;

  private static final int CANDIDATE = 2;

  private final OneDnnLinear linear;
  private final OneDnnElementwise elementwise;

  OneDnnLstm(OneDnnLinear linear, OneDnnElementwise elementwise) {
    this.linear = linear;
    this.elementwise = elementwise;
  }

  /**
   * Copies whose candidate columns are doubled: as {@code tanh(z) = 2 sigmoid(2 z) - 1}, one
   * sigmoid serves all gates.
   *
   * @param input [C, 4 H]
   * @param hidden [H, 4 H]
   * @param bias [1, 4 H]
   * @param memory of the copies
   */
  record Weights(PackedWeights input, PackedWeights hidden, Matrix bias, Workspace memory)
      implements PackedRecurrent.Copies {
    static Weights of(RecurrentWeights weights, OneDnnLinear linear) {
      Workspace memory = new Workspace(DataType.FLOAT);
      return new Weights(
          linear.pack(doubled(weights.input(), memory), false),
          linear.pack(doubled(weights.hidden(), memory), false),
          doubled(weights.bias(), memory),
          memory);
    }

    private static Matrix doubled(Matrix weights, Workspace memory) {
      Matrix copy = memory.matrix(weights.rows(), weights.columns()).copyFrom(weights);
      int units = weights.columns() / GATES;
      copy.columns(CANDIDATE * units, (CANDIDATE + 1) * units).array().muli(2);
      return copy;
    }

    @Override
    public void close() {
      input.close();
      hidden.close();
      memory.close();
    }
  }

  /**
   * From left to right over all sequences, from a state of zeros.
   *
   * @param hidden packed weights [H, 4 H]
   * @param gates of all steps, {@code x W + b} [packed rows, 4 H]; overwritten
   * @param h [packed rows, H], the outputs
   */
  void forward(
      PackedSequence packed, PackedWeights hidden, Matrix gates, Matrix h, Workspace workspace) {
    Matrix memory = workspace.zeros(packed.sequences(), h.columns());
    Matrix squashed = workspace.matrix(packed.sequences(), h.columns());
    for (int t = 0; t < packed.steps(); t++) {
      int active = packed.active(t);
      int from = packed.offset(t);
      Matrix now = gates.rows(from, from + active);
      if (t > 0) {
        int before = packed.offset(t - 1);
        linear.add(h.rows(before, before + active), hidden, now);
      }
      elementwise.apply(Activation.SIGMOID, now, now);
      Matrix cells = memory.rows(0, active);
      remember(now, cells);
      elementwise.apply(Activation.TANH, cells, squashed.rows(0, active));
      output(now, squashed, h.rows(from, from + active));
    }
  }

  /** {@code memory = forget memory + input candidate}. */
  private static void remember(Matrix gates, Matrix memory) {
    int units = memory.columns();
    FloatBuffer gate = HostAccess.floatBuffer(gates);
    FloatBuffer cell = HostAccess.floatBuffer(memory);
    for (int i = 0; i < memory.rows(); i++) {
      int input = HostAccess.start(gates, i);
      int forget = input + units;
      int candidate = input + CANDIDATE * units;
      int to = HostAccess.start(memory, i);
      for (int j = 0; j < units; j++) {
        float kept = gate.get(forget + j) * cell.get(to + j);
        cell.put(to + j, kept + gate.get(input + j) * (2 * gate.get(candidate + j) - 1));
      }
    }
  }

  /** {@code h = output squashed}. */
  private static void output(Matrix gates, Matrix squashed, Matrix h) {
    int units = h.columns();
    FloatBuffer gate = HostAccess.floatBuffer(gates);
    FloatBuffer values = HostAccess.floatBuffer(squashed);
    FloatBuffer outputs = HostAccess.floatBuffer(h);
    for (int i = 0; i < h.rows(); i++) {
      int output = HostAccess.start(gates, i) + (GATES - 1) * units;
      int from = HostAccess.start(squashed, i);
      int to = HostAccess.start(h, i);
      for (int j = 0; j < units; j++) {
        outputs.put(to + j, gate.get(output + j) * values.get(from + j));
      }
    }
  }
}
