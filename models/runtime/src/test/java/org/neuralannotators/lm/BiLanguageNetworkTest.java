package org.neuralannotators.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.elmo.ElmoArchitecture;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class BiLanguageNetworkTest {
  private static final int WORDS = 9;
  private static final int STREAMS = 3;
  private static final ElmoArchitecture ARCHITECTURE =
      new ElmoArchitecture(
          3,
          6,
          List.of(new ElmoArchitecture.Filters(1, 2), new ElmoArchitecture.Filters(3, 3)),
          Activation.TANH,
          1,
          2,
          5,
          4,
          3,
          0.9,
          true,
          ElmoArchitecture.Mix.NONE);

  private static final TextStreams TEXT =
      new TextStreams(
          new Random(2)
              .ints(12, 1, 6)
              .mapToObj(length -> new Random(length).ints(length, 2, WORDS).toArray())
              .map(ids -> new EncodedSentence(ids, ids))
              .toList(),
          0,
          1,
          true);

  /** The characters of an input: a word of the input's own. */
  private static int[] characters(int input) {
    return new int[] {259, 60 + input, 70 + 2 * input, 260};
  }

  /** A network with what it computes with. */
  private static final class Run implements AutoCloseable {
    final BiLanguageNetwork network;
    final Kernels kernels;
    final Workspace workspace;
    final Gradients gradients;

    Run(DataType type, double dropout) {
      network =
          new BiLanguageNetwork(
              ARCHITECTURE,
              new SoftmaxShape(List.of(5), 2),
              WORDS,
              BiLanguageNetworkTest::characters,
              dropout);
      Matrix values = network.parameters().allocate(type).flat();
      values.write(new Random(3).doubles(values.size(), -0.5, 0.5).toArray());
      kernels = Kernels.of(type);
      workspace = new Workspace(type);
      gradients = new Gradients(network.parameters());
    }

    double train(List<Window> windows) {
      workspace.reset();
      Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
      return network.train(pass, windows, 0.7).loss();
    }

    List<Perplexity> score(List<List<Window>> batches) {
      Perplexity ahead = Perplexity.NONE;
      Perplexity back = Perplexity.NONE;
      for (List<Window> batch : batches) {
        workspace.reset();
        List<Perplexity> both = network.score(Pass.inference(kernels, workspace), batch);
        ahead = ahead.plus(both.get(0));
        back = back.plus(both.get(1));
      }
      return List.of(ahead, back);
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
      copies.add(new Window(state, windows.get(i).forward(), windows.get(i).backward()));
    }
    return copies;
  }

  @Test
  void gradientsOfAWindowThatGoesOnAgreeWithFiniteDifferences() {
    try (Run run = new Run(DataType.DOUBLE, 0.2)) {
      List<List<Window>> batches = TEXT.batches(STREAMS, 4);
      run.score(batches.subList(0, 1));
      List<double[]> carried = batches.get(1).stream().map(w -> w.state().numbers()).toList();
      run.gradients.flat().clear();
      run.train(inState(batches.get(1), carried));
      double[] gradient = run.gradients.flat().toDoubles();
      GradientCheck.check(
          "parameters",
          run.network.parameters().flat().memory(),
          gradient,
          () -> run.train(inState(batches.get(1), carried)));
    }
  }

  @Test
  void theLossIsTheMeanOfBothDirections() {
    try (Run run = new Run(DataType.DOUBLE, 0)) {
      List<Window> windows = TEXT.batches(STREAMS, 4).get(0);
      double loss = run.train(windows);
      List<Perplexity> score = run.score(List.of(TEXT.batches(STREAMS, 4).get(0)));
      double steps = 4.0 * STREAMS;
      assertThat(score).extracting(Perplexity::predictions).containsOnly((long) steps);
      assertThat(loss)
          .isCloseTo(
              0.7 * (score.get(0).loss() + score.get(1).loss()) / (2 * steps), offset(1e-12));
    }
  }

  @Test
  void windowsOneAfterTheOtherAreOneLongWindow() {
    try (Run run = new Run(DataType.FLOAT, 0)) {
      List<Perplexity> whole = run.score(TEXT.batches(STREAMS, 1000));
      List<Perplexity> cut = run.score(TEXT.batches(STREAMS, 3));
      for (int i = 0; i < 2; i++) {
        assertThat(cut.get(i).loss()).isCloseTo(whole.get(i).loss(), offset(1e-4));
      }
    }
  }

  @Test
  void theWayBackReadsEachSentenceBackwardsAsTheWayAheadReadsItReversed() {
    List<EncodedSentence> sentences =
        IntStream.range(0, 4)
            .mapToObj(i -> new int[] {2 + i, 3, 4 + i})
            .map(ids -> new EncodedSentence(ids, ids))
            .toList();
    List<EncodedSentence> mirrored =
        sentences.stream()
            .map(s -> new int[] {s.inputs()[2], s.inputs()[1], s.inputs()[0]})
            .map(ids -> new EncodedSentence(ids, ids))
            .toList();
    try (Run run = new Run(DataType.DOUBLE, 0)) {
      // Both directions get the same weights.
      run.network.parameters().all().stream()
          .filter(p -> p.name().startsWith("ahead"))
          .forEach(
              ahead ->
                  run.network.parameters().all().stream()
                      .filter(p -> p.name().equals("back" + ahead.name().substring(5)))
                      .forEach(back -> back.value().copyFrom(ahead.value())));
      List<Perplexity> straight = run.score(new TextStreams(sentences, 0, 1, true).batches(1, 7));
      List<Perplexity> reversed = run.score(new TextStreams(mirrored, 1, 0, true).batches(1, 7));
      assertThat(reversed.get(0).loss()).isCloseTo(straight.get(1).loss(), offset(1e-12));
      assertThat(reversed.get(1).loss()).isCloseTo(straight.get(0).loss(), offset(1e-12));
      assertThat(straight.get(0).loss()).isNotCloseTo(straight.get(1).loss(), offset(1e-3));
    }
  }
}
