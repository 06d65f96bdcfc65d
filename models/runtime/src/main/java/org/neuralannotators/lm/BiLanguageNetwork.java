package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.neuralannotators.encode.elmo.BiLanguageModel;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.encode.elmo.TokenBatch;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.network.AdaptiveSoftmax;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.recurrent.LstmState;

/**
 * The training of ELMo's bidirectional language model (Peters et al. 2018, section 3.1): both
 * directions share the token layer and the softmax.
 */
public final class BiLanguageNetwork implements LanguageNetwork {
  private final Parameters parameters = new Parameters();
  private final BiLanguageModel model;
  private final AdaptiveSoftmax output;
  private final Dropout dropout;
  private final IntFunction<int[]> characters;

  /** Columns of each layer's output and memory, in both directions. */
  private final int[] stateWidths;

  private final int firstOfSoftmax;

  /**
   * Lays out the network; its parameters have no memory yet.
   *
   * @param words how many are predicted
   * @param characters for what a window has as input the numbers of a token's characters
   * @param dropout rate, of the input of each layer and of the softmax
   */
  public BiLanguageNetwork(
      ElmoArchitecture architecture,
      SoftmaxShape softmax,
      int words,
      IntFunction<int[]> characters,
      double dropout) {
    this.characters = characters;
    this.dropout = new Dropout(dropout, false);
    model = new BiLanguageModel(parameters, architecture, this.dropout);
    firstOfSoftmax = parameters.all().size();
    output = softmax.layer(parameters, architecture.columns(), words);
    stateWidths = new int[4 * architecture.layers()];
    for (int i = 0; i < stateWidths.length; i += 2) {
      stateWidths[i] = architecture.columns();
      stateWidths[i + 1] = architecture.units();
    }
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /** The parameters of the model, which embedding needs. */
  List<Parameter> embeddingParameters() {
    return parameters.all().subList(0, firstOfSoftmax);
  }

  /** The parameters of the softmax. */
  List<Parameter> softmaxParameters() {
    return parameters.all().subList(firstOfSoftmax, parameters.all().size());
  }

  @Override
  public EmbeddingTable table() {
    return null;
  }

  private BiLanguageModel.Trace forward(Pass pass, List<? extends Window> windows) {
    WindowBatch batch = new WindowBatch(windows);
    Map<Integer, Integer> numbers = new HashMap<>();
    List<int[]> words = new ArrayList<>();
    int[] ahead = batch.rows(window -> window.forward().inputs());
    int[] back = batch.rows(window -> window.backward().inputs());
    number(ahead, numbers, words);
    number(back, numbers, words);
    BiLanguageModel.Trace trace =
        model.forward(
            pass,
            new TokenBatch(batch.packed(), words, ahead, back),
            state(CarriedStates.read(pass, windows, stateWidths)));
    List<Matrix> behind = new ArrayList<>();
    for (List<LstmState> direction : List.of(trace.last().ahead(), trace.last().back())) {
      for (LstmState layer : direction) {
        behind.add(layer.output());
        behind.add(layer.memory());
      }
    }
    CarriedStates.write(windows, behind);
    return trace;
  }

  /** Gives each distinct input a number, and its characters a place at it. */
  private void number(int[] inputs, Map<Integer, Integer> numbers, List<int[]> words) {
    for (int i = 0; i < inputs.length; i++) {
      int input = inputs[i];
      inputs[i] =
          numbers.computeIfAbsent(
              input,
              unseen -> {
                words.add(characters.apply(unseen));
                return words.size() - 1;
              });
    }
  }

  private static BiLanguageModel.State state(List<Matrix> matrices) {
    List<LstmState> layers = new ArrayList<>();
    for (int i = 0; i < matrices.size(); i += 2) {
      layers.add(new LstmState(matrices.get(i), matrices.get(i + 1)));
    }
    int half = layers.size() / 2;
    return new BiLanguageModel.State(layers.subList(0, half), layers.subList(half, layers.size()));
  }

  private static int[] targets(List<? extends Window> windows) {
    return new WindowBatch(windows).rows(window -> window.forward().targets());
  }

  private static int[] backTargets(List<? extends Window> windows) {
    return new WindowBatch(windows).rows(window -> window.backward().targets());
  }

  @Override
  public Step train(Pass pass, List<? extends Window> windows, double weight) {
    BiLanguageModel.Trace trace = forward(pass, windows);
    Gradient ahead = gradient(pass, trace.ahead().top(), targets(windows), weight / 2);
    Gradient back = gradient(pass, trace.back().top(), backTargets(windows), weight / 2);
    model.backward(pass, trace, ahead.dx, back.dx);
    return new Step(ahead.loss + back.loss, null);
  }

  private record Gradient(double loss, Matrix dx) {}

  private Gradient gradient(Pass pass, Matrix top, int[] targets, double weight) {
    Matrix x = pass.workspace().matrix(top.rows(), top.columns());
    pass.kernels().copy(top, x);
    Dropout.Mask mask = dropout.forward(pass, x);
    Matrix dx = pass.workspace().matrix(top.rows(), top.columns());
    double loss = output.train(pass, x, targets, weight / targets.length, dx);
    dropout.backward(pass, mask, dx);
    return new Gradient(loss, dx);
  }

  @Override
  public List<Perplexity> score(Pass pass, List<? extends Window> windows) {
    BiLanguageModel.Trace trace = forward(pass, windows);
    int[] targets = targets(windows);
    int[] backTargets = backTargets(windows);
    return List.of(
        new Perplexity(output.loss(pass, trace.ahead().top(), targets), targets.length),
        new Perplexity(output.loss(pass, trace.back().top(), backTargets), backTargets.length));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
