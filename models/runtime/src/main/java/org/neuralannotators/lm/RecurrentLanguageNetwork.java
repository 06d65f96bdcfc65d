package org.neuralannotators.lm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.network.AdaptiveSoftmax;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Recurrent;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;

/**
 * A recurrent language model (Mikolov et al. 2010; with LSTM cells Zaremba et al. 2014): token
 * vectors, recurrent layers, softmax; dropout before each layer and before the softmax.
 */
public final class RecurrentLanguageNetwork implements LanguageNetwork {
  private final Parameters parameters = new Parameters();
  private final EmbeddingTable tokens;
  private final List<Recurrent> layers = new ArrayList<>();
  private final AdaptiveSoftmax output;
  private final Dropout dropout;
  private final boolean hasMemory;

  /** Columns of output and memory of each layer. */
  private final int[] stateWidths;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param tokens the vectors of all tokens; closed with the network
   * @param dropout rate
   */
  public RecurrentLanguageNetwork(
      RecurrentArchitecture architecture,
      SoftmaxShape softmax,
      EmbeddingTable tokens,
      double dropout) {
    this.tokens = tokens;
    this.dropout = new Dropout(dropout, false);
    int columns = tokens.columns();
    for (int i = 0; i < architecture.layers(); i++) {
      layers.add(
          new Recurrent(
              parameters, "recurrent." + i, architecture.cell(), columns, architecture.units()));
      columns = architecture.units();
    }
    output = softmax.layer(parameters, columns, tokens.rows());
    hasMemory = architecture.cell().hasMemory();
    stateWidths = new int[architecture.layers() * (hasMemory ? 2 : 1)];
    Arrays.fill(stateWidths, architecture.units());
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public EmbeddingTable table() {
    return tokens;
  }

  /**
   * What the layers leave for the way back.
   *
   * @param masks of each layer's input, and that of the softmax
   * @param top the softmax's input
   */
  private record Trace(
      int[] inputs, List<RecurrentTrace> layers, List<Dropout.Mask> masks, Matrix top) {}

  private Trace forward(Pass pass, List<? extends Window> windows) {
    WindowBatch batch = new WindowBatch(windows);
    PackedSequence packed = batch.packed();
    int[] inputs = batch.rows(window -> window.forward().inputs());
    Deque<Matrix> before = new ArrayDeque<>(CarriedStates.read(pass, windows, stateWidths));
    List<Matrix> behind = new ArrayList<>();
    List<RecurrentTrace> traces = new ArrayList<>();
    List<Dropout.Mask> masks = new ArrayList<>();
    Matrix x = pass.workspace().matrix(inputs.length, tokens.columns());
    tokens.forward(pass, inputs, x);
    masks.add(dropout.forward(pass, x));
    for (Recurrent layer : layers) {
      Matrix h = before.remove();
      RecurrentState start = new RecurrentState(h, hasMemory ? before.remove() : h.rows(0, 0));
      RecurrentTrace trace = layer.forward(pass, packed, start, x);
      RecurrentState last = Recurrent.last(trace);
      behind.add(last.h());
      if (hasMemory) {
        behind.add(last.memory());
      }
      x = trace.h();
      if (pass.training()) {
        // The cell's own way back needs its output as it was.
        x = pass.workspace().matrix(x.rows(), x.columns());
        pass.kernels().copy(trace.h(), x);
      }
      masks.add(dropout.forward(pass, x));
      traces.add(trace);
    }
    CarriedStates.write(windows, behind);
    return new Trace(inputs, traces, masks, x);
  }

  @Override
  public Step train(Pass pass, List<? extends Window> windows, double weight) {
    Trace trace = forward(pass, windows);
    int[] targets = new WindowBatch(windows).rows(window -> window.forward().targets());
    Matrix dx = pass.workspace().matrix(trace.top().rows(), trace.top().columns());
    double loss = output.train(pass, trace.top(), targets, weight / targets.length, dx);
    for (int i = layers.size(); i > 0; i--) {
      dropout.backward(pass, trace.masks().get(i), dx);
      dx = layers.get(i - 1).backward(pass, trace.layers().get(i - 1), dx);
    }
    dropout.backward(pass, trace.masks().get(0), dx);
    return new Step(loss, tokens.backward(pass, trace.inputs(), dx));
  }

  @Override
  public List<Perplexity> score(Pass pass, List<? extends Window> windows) {
    int[] targets = new WindowBatch(windows).rows(window -> window.forward().targets());
    double loss = output.loss(pass, forward(pass, windows).top(), targets);
    return List.of(new Perplexity(loss, targets.length));
  }

  /**
   * Reads on in a stream.
   *
   * @param inputs what is read, at least one
   * @return the probability of each token to come next
   */
  double[] next(Pass pass, StreamState state, int... inputs) {
    Window window = new Window(state, new Window.Reading(inputs, new int[inputs.length]), null);
    Matrix top = forward(pass, List.of(window)).top();
    return output.distribution(pass, top.rows(top.rows() - 1, top.rows()));
  }

  @Override
  public void close() {
    parameters.close();
    tokens.close();
  }
}
