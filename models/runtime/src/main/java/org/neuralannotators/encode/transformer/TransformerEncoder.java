package org.neuralannotators.encode.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

/**
 * A transformer's encoder (Vaswani et al. 2017): an input layer and layers on top of it. What a
 * family does in its own way is in these two.
 */
final class TransformerEncoder implements Encoder {
  private final EncoderArchitecture architecture;
  private final InputLayer input;
  private final Layers layers;
  private final List<Parameter> parameters;
  private int frozenLayers;

  /**
   * @param parameters have those of the input layer and of the layers
   * @param others how many of them, from the first, belong to what came before
   */
  TransformerEncoder(
      EncoderArchitecture architecture,
      InputLayer input,
      Layers layers,
      Parameters parameters,
      int others) {
    this.architecture = architecture;
    this.input = input;
    this.layers = layers;
    List<Parameter> added = parameters.all().subList(others, parameters.all().size());
    this.parameters =
        Stream.concat(input.parameters().stream(), added.stream()).distinct().toList();
  }

  @Override
  public EncoderArchitecture architecture() {
    return architecture;
  }

  @Override
  public EmbeddingTable pieces() {
    return input.pieces();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void freeze(int count) {
    if (count < 0 || count > architecture.ownLayers()) {
      throw new IllegalArgumentException(
          "[%d] frozen layers of an encoder with [%d] layers of its own; expected from 0 to as many"
              .formatted(count, architecture.ownLayers()));
    }
    frozenLayers = count;
  }

  @Override
  public Matrix encode(Pass pass, PieceBatch batch, ObjIntConsumer<Matrix> layerDone) {
    requireRoom(batch.rows());
    Workspace workspace = pass.workspace();
    Matrix hidden = workspace.matrix(batch.rows().rows(), architecture.hidden());
    Workspace.Mark start = workspace.mark();
    pass.kernels().copy(input.forward(pass, batch).output(), hidden);
    workspace.release(start);
    Layers.Run run = layers.over(pass, batch);
    Workspace.Mark mark = workspace.mark();
    layerDone.accept(hidden, 0);
    for (int i = 0; i < layers.count(); i++) {
      pass.kernels().copy(run.forward(i, hidden).output(), hidden);
      workspace.release(mark);
      layerDone.accept(hidden, i + 1);
    }
    workspace.release(start);
    return hidden;
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    requireRoom(batch.rows());
    InputLayer.Forward embedded = input.forward(pass, batch);
    Layers.Run run = layers.over(pass, batch);
    List<Traced> done = new ArrayList<>();
    Matrix hidden = embedded.output();
    for (int i = 0; i < layers.count(); i++) {
      Traced traced = run.forward(i, hidden);
      done.add(traced);
      hidden = traced.output();
    }
    return new Trace(embedded, run, done, hidden);
  }

  private void requireRoom(RaggedRows rows) {
    for (int i = 0; i < rows.sequences(); i++) {
      if (rows.length(i) > architecture.maximumPositions()) {
        throw new IllegalArgumentException(
            "A sequence of ["
                + rows.length(i)
                + "] word pieces; expected at most ["
                + architecture.maximumPositions()
                + "], as many positions as the encoder knows. Cut it into windows");
      }
    }
  }

  /** What the forward pass leaves for the backward pass. */
  private final class Trace implements Forward {
    private final InputLayer.Forward embedded;
    private final Layers.Run run;
    private final List<Traced> done;
    private final Matrix output;

    Trace(InputLayer.Forward embedded, Layers.Run run, List<Traced> done, Matrix output) {
      this.embedded = embedded;
      this.run = run;
      this.done = done;
      this.output = output;
    }

    @Override
    public Matrix output() {
      return output;
    }

    @Override
    public EmbeddingTable.Gradient backward(Pass pass, Matrix dOutput) {
      Matrix gradient = dOutput;
      for (int i = done.size() - 1; i >= frozenLayers; i--) {
        gradient = done.get(i).backward(pass, gradient);
      }
      run.endBackward();
      return frozenLayers > 0 ? null : embedded.back().backward(pass, gradient);
    }
  }
}
