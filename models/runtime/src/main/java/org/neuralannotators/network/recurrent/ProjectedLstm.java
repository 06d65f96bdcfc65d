package org.neuralannotators.network.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.LstmGates;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;

/**
 * An LSTM whose output is projected to fewer columns (Sak et al. 2014), with limits for memory and
 * output: TensorFlow's {@code LSTMCell} with {@code num_proj}, {@code cell_clip} and {@code
 * proj_clip}. It reads its sequences from left to right, from a given state or from zeros.
 *
 * <p>The columns of {@code kernel} and {@code bias} are the gates in TensorFlow's order: input,
 * candidate, forget, output; the rows of {@code kernel} are the input's, then those of the output
 * of the step before. What TensorFlow adds to the forget gate, 1, is in {@code bias}.
 *
 * <p>Gradients don't pass where a number was clipped, nor into the given state: truncated
 * backpropagation through time.
 */
public final class ProjectedLstm {
  private static final int GATES = 4;
  private static final int FORGET = 2;

  /**
   * Columns behind those in use in what the products read by rows: with a power of two from row to
   * row, rows share few lines of the cache, which makes products up to five times slower.
   */
  private static final int PADDING = 16;

  private final Parameter kernel;
  private final Parameter bias;
  private final Parameter projection;
  private final int inputs;
  private final int units;
  private final int outputs;
  private final double memoryClip;
  private final double outputClip;

  /**
   * @param inputs columns of the input
   * @param units cells
   * @param outputs columns of the output
   * @param memoryClip largest absolute value of the memory; 0 for no limit
   * @param outputClip largest absolute value of the output; 0 for no limit
   */
  public ProjectedLstm(
      Parameters parameters,
      String name,
      int inputs,
      int units,
      int outputs,
      double memoryClip,
      double outputClip) {
    kernel =
        parameters.add(
            name + ".kernel", inputs + outputs, GATES * units, Initializer.glorot(GATES));
    bias = parameters.add(name + ".bias", 1, GATES * units, Initializer.blockOfOnes(FORGET, GATES));
    projection = parameters.add(name + ".projection", units, outputs, Initializer.glorot(1));
    this.inputs = inputs;
    this.units = units;
    this.outputs = outputs;
    this.memoryClip = memoryClip;
    this.outputClip = outputClip;
  }

  /** The state before a first step. */
  public LstmState zeroState(Workspace workspace, int sequences) {
    return LstmState.zeros(workspace, sequences, outputs, units);
  }

  /**
   * What a forward pass leaves for the backward pass, valid until the workspace is reset. Gates,
   * memory and cells are gone unless the pass was for training.
   *
   * @param weights the gates' weights, padded
   * @param gates [packed rows, units and padding], as are memory and cells
   * @param output [packed rows, outputs]
   * @param first the state before the first steps, in the order of the packed rows, its memory
   *     padded
   * @param last the state after the last step of each sequence
   */
  public record Trace(
      PackedSequence packed,
      Matrix x,
      List<Matrix> weights,
      LstmGates gates,
      Matrix memory,
      Matrix cells,
      Matrix output,
      LstmState first,
      LstmState last) {}

  /**
   * @param x [packed rows, inputs]
   * @param state before the first steps, a row for each sequence in the caller's order
   */
  public Trace forward(Pass pass, PackedSequence packed, Matrix x, LstmState state) {
    Workspace workspace = pass.workspace();
    Matrix output = workspace.matrix(packed.rows(), outputs);
    LstmState last = zeroState(workspace, packed.sequences());
    Workspace.Mark mark = workspace.mark();
    LstmState first = sorted(pass, packed, state);
    List<Matrix> weights =
        pass.frozen() == null
            ? gateWeights(pass.kernels(), workspace)
            : pass.frozen().of(this, memory -> gateWeights(pass.kernels(), memory));
    LstmGates gates = LstmGates.of(workspace, packed.rows(), units + PADDING);
    Indices firstRow = workspace.indices(new int[packed.rows()]);
    for (int g = 0; g < GATES; g++) {
      Matrix z = gates.all().get(g);
      pass.kernels().gather(biasRow(weights.get(g)), firstRow, z);
      pass.kernels().multiply(x, false, inputRows(weights.get(g)), false, 1, used(z));
    }
    Matrix memory = padded(workspace, packed.rows());
    Matrix cells = padded(workspace, packed.rows());
    for (int t = 0; t < packed.steps(); t++) {
      LstmGates now = gates.rows(packed.offset(t), packed.offset(t + 1));
      Matrix before = before(packed, t, first.output(), output);
      for (int g = 0; g < GATES; g++) {
        Matrix z = used(now.all().get(g));
        pass.kernels().multiply(before, false, hiddenRows(weights.get(g)), false, 1, z);
      }
      Matrix m = step(packed, cells, t);
      pass.kernels()
          .lstmStep(
              now,
              before(packed, t, first.memory(), memory),
              memoryClip,
              step(packed, memory, t),
              m);
      Matrix y = step(packed, output, t);
      pass.kernels().multiply(used(m), false, projection.value(), false, 0, y);
      if (outputClip > 0) {
        pass.kernels().clip(y, outputClip);
      }
    }
    last(pass, packed, output, state.output(), last.output());
    last(pass, packed, used(memory), state.memory(), last.memory());
    if (!pass.training()) {
      workspace.release(mark);
    }
    return new Trace(packed, x, weights, gates, memory, cells, output, first, last);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dOutput) {
    PackedSequence packed = trace.packed();
    LstmGates dGates = LstmGates.of(pass.workspace(), packed.rows(), units + PADDING);
    Matrix dCells = padded(pass.workspace(), packed.rows()).clear();
    Matrix dMemory = padded(pass.workspace(), packed.steps() == 0 ? 0 : packed.active(0)).clear();
    for (int t = packed.steps() - 1; t >= 0; t--) {
      stepBackward(pass, trace, t, dOutput, dCells, dMemory, dGates);
    }
    pass.kernels()
        .multiply(used(trace.cells()), true, dOutput, false, 1, pass.gradient(projection));
    Matrix read = inputsAndOutputsBefore(pass, trace);
    Matrix dx = pass.workspace().matrix(packed.rows(), inputs);
    for (int g = 0; g < GATES; g++) {
      Matrix dz = used(dGates.all().get(g));
      pass.kernels().multiply(read, true, dz, false, 1, block(pass.gradient(kernel), g));
      pass.kernels().addColumnSums(dz, block(pass.gradient(bias), g));
      Matrix weights = inputRows(trace.weights().get(g));
      pass.kernels().multiply(dz, false, weights, true, g == 0 ? 0 : 1, dx);
    }
    return dx;
  }

  private void stepBackward(
      Pass pass,
      Trace trace,
      int t,
      Matrix dOutput,
      Matrix dCells,
      Matrix dMemory,
      LstmGates dGates) {
    PackedSequence packed = trace.packed();
    Matrix dy = step(packed, dOutput, t);
    if (outputClip > 0) {
      pass.kernels().clipBackward(step(packed, trace.output(), t), outputClip, dy);
    }
    Matrix dm = step(packed, dCells, t);
    pass.kernels().multiply(dy, false, projection.value(), true, 0, used(dm));
    LstmGates dNow = dGates.rows(packed.offset(t), packed.offset(t + 1));
    pass.kernels()
        .lstmStepBackward(
            trace.gates().rows(packed.offset(t), packed.offset(t + 1)),
            before(packed, t, trace.first().memory(), trace.memory()),
            memoryClip,
            step(packed, trace.memory(), t),
            dm,
            dMemory.rows(0, packed.active(t)),
            dNow);
    if (t > 0) {
      Matrix dBefore = before(packed, t, null, dOutput);
      for (int g = 0; g < GATES; g++) {
        Matrix dz = used(dNow.all().get(g));
        Matrix weights = hiddenRows(trace.weights().get(g));
        pass.kernels().multiply(dz, false, weights, true, 1, dBefore);
      }
    }
  }

  /** Copies of the gates' weights, each [inputs + outputs + 1, units and padding]: bias last. */
  List<Matrix> gateWeights(Kernels kernels, Workspace workspace) {
    List<Matrix> all = new ArrayList<>();
    for (int g = 0; g < GATES; g++) {
      Matrix weights = padded(workspace, inputs + outputs + 1);
      kernels.copy(block(kernel.value(), g), used(weights.rows(0, inputs + outputs)));
      kernels.copy(block(bias.value(), g), used(biasRow(weights).clear()));
      all.add(weights);
    }
    return all;
  }

  private Matrix inputRows(Matrix weights) {
    return used(weights.rows(0, inputs));
  }

  private Matrix hiddenRows(Matrix weights) {
    return used(weights.rows(inputs, inputs + outputs));
  }

  private Matrix biasRow(Matrix weights) {
    return weights.rows(inputs + outputs, inputs + outputs + 1);
  }

  private Matrix padded(Workspace workspace, int rows) {
    return workspace.matrix(rows, units + PADDING);
  }

  private Matrix used(Matrix padded) {
    return padded.columns(0, units);
  }

  private Matrix block(Matrix weights, int gate) {
    return weights.columns(gate * units, (gate + 1) * units);
  }

  private static Matrix step(PackedSequence packed, Matrix matrix, int t) {
    return matrix.rows(packed.offset(t), packed.offset(t + 1));
  }

  /** For the sequences that are active at a step their rows of the step before. */
  private static Matrix before(PackedSequence packed, int t, Matrix first, Matrix matrix) {
    return t == 0
        ? first.rows(0, packed.active(0))
        : step(packed, matrix, t - 1).rows(0, packed.active(t));
  }

  private LstmState sorted(Pass pass, PackedSequence packed, LstmState state) {
    Indices order =
        pass.workspace()
            .indices(IntStream.range(0, packed.sequences()).map(packed::original).toArray());
    Matrix output = pass.workspace().matrix(packed.sequences(), state.output().columns());
    pass.kernels().gather(state.output(), order, output);
    Matrix memory = padded(pass.workspace(), packed.sequences()).clear();
    pass.kernels().gather(state.memory(), order, used(memory));
    return new LstmState(output, memory);
  }

  /** The last row of each sequence in the caller's order; an empty one's is the first. */
  private static void last(
      Pass pass, PackedSequence packed, Matrix rows, Matrix first, Matrix last) {
    last.copyFrom(first);
    int active = packed.steps() == 0 ? 0 : packed.active(0);
    Indices from =
        pass.workspace()
            .indices(
                IntStream.range(0, active).map(i -> packed.row(i, packed.length(i) - 1)).toArray());
    Indices to =
        pass.workspace().indices(IntStream.range(0, active).map(packed::original).toArray());
    Matrix values = pass.workspace().matrix(active, first.columns());
    pass.kernels().gather(rows, from, values);
    pass.kernels().scatter(values, to, last);
  }

  /** For each row its input and the output of the step before it, padded. */
  private Matrix inputsAndOutputsBefore(Pass pass, Trace trace) {
    PackedSequence packed = trace.packed();
    int columns = inputs + outputs;
    Matrix read = pass.workspace().matrix(packed.rows(), columns + PADDING).columns(0, columns);
    pass.kernels().copy(trace.x(), read.columns(0, inputs));
    Matrix before = read.columns(inputs, columns);
    for (int t = 0; t < packed.steps(); t++) {
      pass.kernels()
          .copy(before(packed, t, trace.first().output(), trace.output()), step(packed, before, t));
    }
    return read;
  }
}
