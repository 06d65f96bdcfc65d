package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Recurrent;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;

/** A layer of the encoder: one recurrent layer, or two of which one reads the other way round. */
final class RnnEncoderLayer {
  private final RnnArchitecture architecture;
  private final List<Recurrent> directions = new ArrayList<>();

  RnnEncoderLayer(Parameters parameters, String name, RnnArchitecture architecture, int inputs) {
    this.architecture = architecture;
    List<String> names =
        architecture.encoder() == SourceReading.BIDIRECTIONAL
            ? List.of(name + ".forward", name + ".backward")
            : List.of(name);
    for (String each : names) {
      directions.add(
          new Recurrent(
              parameters, each, architecture.cell(), inputs, architecture.encoderUnits()));
    }
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param output [the encoder's rows, columns], both directions side by side
   * @param last the state behind what is read last, a row for each source; both directions side by
   *     side
   */
  record Trace(List<RecurrentTrace> directions, Matrix output, RecurrentState last) {}

  Trace forward(Pass pass, SourceLayout layout, Matrix x) {
    int sources = layout.sources().sequences();
    List<RecurrentTrace> traces = new ArrayList<>();
    List<Matrix> outputs = new ArrayList<>();
    List<Matrix> last = new ArrayList<>();
    List<Matrix> memories = new ArrayList<>();
    for (Recurrent direction : directions) {
      boolean back = !traces.isEmpty();
      Matrix input = back ? gather(pass, x, layout.batch().reversal()) : x;
      RecurrentState start = zeros(pass, sources);
      RecurrentTrace trace = direction.forward(pass, layout.batch().packed(), start, input);
      traces.add(trace);
      outputs.add(back ? gather(pass, trace.h(), layout.batch().reversal()) : trace.h());
      last.add(gather(pass, trace.h(), layout.ends()));
      memories.add(
          architecture.cell().hasMemory()
              ? gather(pass, trace.memory(), layout.ends())
              : trace.memory());
    }
    RecurrentState state =
        new RecurrentState(Columns.join(pass, last), Columns.join(pass, memories));
    return new Trace(traces, Columns.join(pass, outputs), state);
  }

  private RecurrentState zeros(Pass pass, int sources) {
    return RecurrentState.zeros(
        architecture.cell(), sources, architecture.encoderUnits(), pass.workspace());
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output
   * @param dLast gradient of the last state
   * @return gradient of the input
   */
  Matrix backward(
      Pass pass, SourceLayout layout, Trace trace, Matrix dOutput, RecurrentState dLast) {
    int units = architecture.encoderUnits();
    Matrix dx = null;
    for (int i = 0; i < directions.size(); i++) {
      Matrix dh = Columns.copy(pass, dOutput, i * units, units);
      RecurrentState dState =
          new RecurrentState(
              sorted(pass, layout, dLast.h(), i), sorted(pass, layout, dLast.memory(), i));
      if (i == 0) {
        dx = directions.get(i).backward(pass, trace.directions().get(i), dh, dState);
      } else {
        Matrix reversed = gather(pass, dh, layout.batch().reversal());
        Matrix dInput =
            directions.get(i).backward(pass, trace.directions().get(i), reversed, dState);
        pass.kernels().add(gather(pass, dInput, layout.batch().reversal()), dx);
      }
    }
    return dx;
  }

  /** A direction's columns of a state, in the order of the encoder's sequences. */
  private Matrix sorted(Pass pass, SourceLayout layout, Matrix state, int direction) {
    if (state.rows() == 0) {
      return state;
    }
    int units = architecture.encoderUnits();
    return gather(pass, state.columns(direction * units, (direction + 1) * units), layout.order());
  }

  private static Matrix gather(Pass pass, Matrix from, Indices rows) {
    Matrix gathered = pass.workspace().matrix(rows.length(), from.columns());
    pass.kernels().gather(from, rows, gathered);
    return gathered;
  }
}
