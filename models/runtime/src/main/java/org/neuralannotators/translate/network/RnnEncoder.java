package org.neuralannotators.translate.network;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentState;

/**
 * A recurrent encoder: a hidden state for each piece of the source and for its end, and of each
 * layer the state in the end. Each layer's input has dropout.
 */
final class RnnEncoder {
  private final RnnArchitecture architecture;
  private final Parameter pieces;
  private final Dropout dropout;
  private final List<RnnEncoderLayer> layers = new ArrayList<>();

  /**
   * @param pieces the embeddings
   */
  RnnEncoder(
      Parameters parameters, Parameter pieces, RnnArchitecture architecture, Dropout dropout) {
    this.architecture = architecture;
    this.pieces = pieces;
    this.dropout = dropout;
    for (int i = 0; i < architecture.layers(); i++) {
      int inputs = i == 0 ? architecture.embedding() : architecture.memoryColumns();
      layers.add(new RnnEncoderLayer(parameters, "encoder." + i, architecture, inputs));
    }
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param masks of each layer's input
   * @param states of all pieces, source after source
   */
  record Trace(
      SourceLayout layout,
      List<Dropout.Mask> masks,
      List<RnnEncoderLayer.Trace> layers,
      Matrix states) {
    /** The state in the end of each layer. */
    List<RecurrentState> last() {
      return layers.stream().map(RnnEncoderLayer.Trace::last).toList();
    }
  }

  /**
   * @param sources pieces without marks
   */
  Trace forward(Pass pass, List<int[]> sources) {
    SourceLayout layout =
        SourceLayout.of(pass, sources, architecture.encoder() == SourceReading.REVERSED);
    Matrix output = pass.workspace().matrix(layout.pieces().length(), pieces.columns());
    pass.kernels().gather(pieces.value(), layout.pieces(), output);
    List<Dropout.Mask> masks = new ArrayList<>();
    List<RnnEncoderLayer.Trace> traces = new ArrayList<>();
    for (RnnEncoderLayer layer : layers) {
      Matrix x = traces.isEmpty() ? output : Columns.kept(pass, output);
      masks.add(dropout.forward(pass, x));
      RnnEncoderLayer.Trace trace = layer.forward(pass, layout, x);
      traces.add(trace);
      output = trace.output();
    }
    Matrix states = pass.workspace().matrix(output.rows(), output.columns());
    pass.kernels().gather(output, layout.places(), states);
    return new Trace(layout, masks, traces, states);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dStates gradient of the states
   * @param dLast of each layer the gradient of the state in the end
   */
  void backward(Pass pass, Trace trace, Matrix dStates, List<RecurrentState> dLast) {
    SourceLayout layout = trace.layout();
    Matrix dx = pass.workspace().matrix(dStates.rows(), dStates.columns());
    pass.kernels().scatter(dStates, layout.places(), dx);
    for (int i = layers.size() - 1; i >= 0; i--) {
      dx = layers.get(i).backward(pass, layout, trace.layers().get(i), dx, dLast.get(i));
      dropout.backward(pass, trace.masks().get(i), dx);
    }
    pass.kernels().scatterAdd(dx, layout.pieces(), pass.gradient(pieces));
  }
}
