package org.neuralannotators.network.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Projected LSTMs on top of each other, one direction of ELMo's language model (Peters et al. 2018,
 * section 3.4). With skip connections each layer but the first adds its input to its output.
 */
public final class LstmStack {
  private final List<ProjectedLstm> layers = new ArrayList<>();
  private final boolean skipConnections;
  private final Dropout dropout;

  /**
   * @param columns of the input and of each layer's output
   * @param units cells of a layer
   * @param dropout of each layer's input
   */
  public LstmStack(
      Parameters parameters,
      String name,
      int depth,
      int columns,
      int units,
      double memoryClip,
      double outputClip,
      boolean skipConnections,
      Dropout dropout) {
    for (int i = 0; i < depth; i++) {
      layers.add(
          new ProjectedLstm(
              parameters, name + "." + i, columns, units, columns, memoryClip, outputClip));
    }
    this.skipConnections = skipConnections;
    this.dropout = dropout;
  }

  /** Each layer's state before a first step. */
  public List<LstmState> zeroState(Workspace workspace, int sequences) {
    return layers.stream().map(layer -> layer.zeroState(workspace, sequences)).toList();
  }

  /**
   * What a forward pass leaves for the backward pass, valid until the workspace is reset.
   *
   * @param outputs of each layer, [packed rows, columns]
   * @param last each layer's state behind the last steps
   */
  public record Trace(
      List<Matrix> outputs,
      List<LstmState> last,
      List<ProjectedLstm.Trace> layers,
      List<Dropout.Mask> masks) {
    /** The output of the last layer. */
    public Matrix top() {
      return outputs.get(outputs.size() - 1);
    }
  }

  /**
   * @param x [packed rows, columns]
   * @param state of each layer before the first steps
   */
  public Trace forward(Pass pass, PackedSequence packed, Matrix x, List<LstmState> state) {
    List<Matrix> outputs = new ArrayList<>();
    List<LstmState> last = new ArrayList<>();
    List<ProjectedLstm.Trace> traces = new ArrayList<>();
    List<Dropout.Mask> masks = new ArrayList<>();
    Matrix below = x;
    for (int i = 0; i < layers.size(); i++) {
      Matrix input = below;
      if (pass.training()) {
        input = copy(pass, below);
        masks.add(dropout.forward(pass, input));
      }
      ProjectedLstm.Trace trace = layers.get(i).forward(pass, packed, input, state.get(i));
      Matrix output = trace.output();
      if (skips(i)) {
        output = copy(pass, output);
        pass.kernels().add(input, output);
      }
      traces.add(trace);
      last.add(trace.last());
      outputs.add(output);
      below = output;
    }
    return new Trace(outputs, last, traces, masks);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dTop gradient of the last layer's output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dTop) {
    Matrix dOutput = dTop;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Matrix skipped = skips(i) ? copy(pass, dOutput) : null;
      Matrix dx = layers.get(i).backward(pass, trace.layers().get(i), dOutput);
      if (skipped != null) {
        pass.kernels().add(skipped, dx);
      }
      dropout.backward(pass, trace.masks().get(i), dx);
      dOutput = dx;
    }
    return dOutput;
  }

  private boolean skips(int layer) {
    return skipConnections && layer > 0;
  }

  private static Matrix copy(Pass pass, Matrix x) {
    Matrix copy = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().copy(x, copy);
    return copy;
  }
}
