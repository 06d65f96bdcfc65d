package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.Workspace;

class RecurrentLanguageNetworkTest {
  private static final int WORDS = 9;
  private static final int STREAMS = 3;

  private static final TextStreams TEXT =
      new TextStreams(
          new Random(2)
              .ints(12, 1, 6)
              .mapToObj(length -> new Random(length).ints(length, 2, WORDS).toArray())
              .map(ids -> new EncodedSentence(ids, ids))
              .toList(),
          1,
          1,
          false);

  /** A network with what it computes with. */
  private static final class Run implements AutoCloseable {
    final RecurrentLanguageNetwork network;
    final Kernels kernels;
    final Workspace workspace;
    final Gradients gradients;

    Run(RecurrentCell cell, DataType type, double dropout) {
      RecurrentArchitecture architecture = new RecurrentArchitecture(TextUnit.WORDS, cell, 4, 5, 2);
      network =
          new RecurrentLanguageNetwork(
              architecture,
              new SoftmaxShape(List.of(5), 2),
              new EmbeddingTable("tokens", type, WORDS, 4),
              dropout);
      network.parameters().allocate(type);
      for (Matrix matrix : List.of(network.parameters().flat(), network.table().value())) {
        matrix.write(new Random(3).doubles(matrix.size(), -0.7, 0.7).toArray());
      }
      kernels = Kernels.of(type);
      workspace = new Workspace(type);
      gradients = new Gradients(network.parameters());
    }

    Trainable.Step train(List<Window> windows) {
      workspace.reset();
      return network.train(new Pass(kernels, workspace, gradients, new Random(3)), windows, 0.7);
    }

    Perplexity score(List<List<Window>> batches) {
      Perplexity sum = Perplexity.NONE;
      for (List<Window> batch : batches) {
        workspace.reset();
        sum = sum.plus(network.score(Pass.inference(kernels, workspace), batch).get(0));
      }
      return sum;
    }

    @Override
    public void close() {
      gradients.close();
      workspace.close();
      kernels.close();
      network.close();
    }
  }

  private static List<Window> inState(List<Window> windows, List<double[]> numbers) {
    List<Window> copies = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      StreamState state = new StreamState();
      state.set(numbers.get(i));
      copies.add(new Window(state, windows.get(i).forward(), null));
    }
    return copies;
  }

  @ParameterizedTest
  @EnumSource(RecurrentCell.class)
  void gradientsOfAWindowThatGoesOnAgreeWithFiniteDifferences(RecurrentCell cell) {
    try (Run run = new Run(cell, DataType.DOUBLE, 0.2)) {
      List<List<Window>> batches = TEXT.batches(STREAMS, 4);
      run.score(batches.subList(0, 1));
      List<double[]> carried = batches.get(1).stream().map(w -> w.state().numbers()).toList();
      DoubleSupplier loss = () -> run.train(inState(batches.get(1), carried)).loss();
      run.gradients.flat().clear();
      Trainable.Step step = run.train(inState(batches.get(1), carried));
      double[] dParameters = run.gradients.flat().toDoubles();
      double[] rows = step.table().values().toDoubles();
      double[] dTokens = new double[WORDS * 4];
      for (int i = 0; i < step.table().rows().length; i++) {
        System.arraycopy(rows, i * 4, dTokens, step.table().rows()[i] * 4, 4);
      }
      GradientCheck.check(
          "parameters", run.network.parameters().flat().memory(), dParameters, loss);
      GradientCheck.check("tokens", run.network.table().value().memory(), dTokens, loss);
    }
  }

  @ParameterizedTest
  @EnumSource(RecurrentCell.class)
  void windowsOneAfterTheOtherAreOneLongWindow(RecurrentCell cell) {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      try (Run run = new Run(cell, type, 0)) {
        Perplexity whole = run.score(TEXT.batches(STREAMS, 1000));
        Perplexity cut = run.score(TEXT.batches(STREAMS, 3));
        assertThat(cut.predictions()).isEqualTo(whole.predictions());
        double tolerance = type == DataType.DOUBLE ? 1e-9 : 1e-4;
        assertThat(cut.loss()).isCloseTo(whole.loss(), offset(tolerance));
        // Without the carried state it would be another loss.
        Perplexity forgetful = Perplexity.NONE;
        for (List<Window> batch : TEXT.batches(STREAMS, 3)) {
          forgetful =
              forgetful.plus(
                  run.score(
                      List.of(
                          batch.stream()
                              .map(w -> new Window(new StreamState(), w.forward(), null))
                              .toList())));
        }
        assertThat(Math.abs(forgetful.loss() - whole.loss())).isGreaterThan(1e-2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RecurrentCell.class)
  void perplexityIsThatOfTheProbabilitiesOneByOne(RecurrentCell cell) {
    try (Run run = new Run(cell, DataType.FLOAT, 0)) {
      List<List<Window>> text = TEXT.batches(1, 1000);
      Window.Reading reading = text.get(0).get(0).forward();
      StreamState state = new StreamState();
      double loss = 0;
      for (int t = 0; t < reading.inputs().length; t++) {
        run.workspace.reset();
        double[] next =
            run.network.next(
                Pass.inference(run.kernels, run.workspace), state, reading.inputs()[t]);
        loss -= Math.log(next[reading.targets()[t]]);
      }
      assertThat(run.score(text).value())
          .isCloseTo(Math.exp(loss / reading.inputs().length), offset(1e-4));
    }
  }
}
