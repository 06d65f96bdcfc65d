package org.neuralannotators.lm.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class DecoderNetworkTest {
  private static final List<TextWindow> WINDOWS =
      List.of(
          TextWindow.of(1, 4, 2, 2, 6, 3),
          new TextWindow(new int[] {5, 0, 1}, 2),
          TextWindow.of(3, 3));

  private static DecoderNetwork network(DecoderShapes shape, double dropout, DataType type) {
    DecoderNetwork network = new DecoderNetwork(shape.architecture(), dropout);
    network.parameters().allocate(type).initialize(new Random(5), Initializer.uniform(0.4));
    return network;
  }

  @ParameterizedTest
  @EnumSource
  void gradientAgreesWithFiniteDifferences(DecoderShapes shape) {
    try (DecoderNetwork network = network(shape, 0.2, DataType.DOUBLE);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE);
        Gradients gradients = new Gradients(network.parameters())) {
      double loss = loss(network, kernels, workspace, gradients);
      // Near the beginning a network knows nothing: the loss is about that of even odds.
      assertThat(loss).isCloseTo(0.5 * Math.log(7), offset(1.0));
      double[] gradient = gradients.flat().toDoubles();
      INDArray values = network.parameters().flat().memory();
      GradientCheck.check(
          "parameters", values, gradient, () -> loss(network, kernels, workspace, gradients));
    }
  }

  private static double loss(
      DecoderNetwork network, Kernels kernels, Workspace workspace, Gradients gradients) {
    return loss(network, kernels, workspace, gradients, WINDOWS);
  }

  /** The same dropout masks in each pass. */
  private static double loss(
      DecoderNetwork network,
      Kernels kernels,
      Workspace workspace,
      Gradients gradients,
      List<TextWindow> windows) {
    workspace.reset();
    Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
    return network.train(pass, windows, 0.5).loss();
  }

  /** A text that linear attention reads in several chunks. */
  private static int[] longText() {
    return new Random(1).ints(140, 0, 7).toArray();
  }

  @Test
  void linearAttentionOfALongTextHasTheRightGradient() {
    List<TextWindow> windows = List.of(TextWindow.of(3, 1, 2), TextWindow.of(longText()));
    try (DecoderNetwork network = network(DecoderShapes.LINEAR_ROTARY, 0, DataType.DOUBLE);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE);
        Gradients gradients = new Gradients(network.parameters())) {
      loss(network, kernels, workspace, gradients, windows);
      double[] gradient = gradients.flat().toDoubles();
      INDArray values = network.parameters().flat().memory();
      GradientCheck.check(
          "parameters",
          values,
          gradient,
          () -> loss(network, kernels, workspace, gradients, windows));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR_ROTARY", "LLAMA", "MISTRAL"})
  void longTextReadPieceByPieceIsPredictedAsInAWhole(DecoderShapes shape) {
    int[] text = longText();
    try (DecoderNetwork network = network(shape, 0, DataType.FLOAT);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats()) {
      double whole =
          network.losses(Pass.inference(kernels, workspace), List.of(new TextWindow(text, 70)))[0];
      workspace.reset();
      DecoderDecoding decoding = network.decode(Pass.inference(kernels, workspace), 1);
      Matrix scores = decoding.read(List.of(Arrays.copyOf(text, 70)));
      double sum = 0;
      for (int at = 70; at < text.length; at++) {
        sum -= logProbability(scores.toFloats(), text[at]);
        scores = decoding.step(new int[] {text[at]});
      }
      assertThat(sum).isCloseTo(whole, offset(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsReadPieceByPieceIsPredictedAsInAWhole(DecoderShapes shape) {
    try (DecoderNetwork network = network(shape, 0, DataType.FLOAT);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats();
        Workspace other = Workspace.ofFloats()) {
      List<int[]> texts = List.of(new int[] {1, 4, 2, 2, 6, 3, 5}, new int[] {5, 0, 1, 1, 2});
      double[] whole = new double[2];
      for (int i = 0; i < 2; i++) {
        other.reset();
        TextWindow window = new TextWindow(texts.get(i), i == 0 ? 3 : 1);
        whole[i] = network.losses(Pass.inference(kernels, other), List.of(window))[0];
      }
      DecoderDecoding decoding = network.decode(Pass.inference(kernels, workspace), 2);
      double[] sums = new double[2];
      Matrix scores = decoding.read(List.of(new int[] {1, 4, 2}, new int[] {5}));
      for (int at = 0; at < 4; at++) {
        float[][] rows = {scores.rows(0, 1).toFloats(), scores.rows(1, 2).toFloats()};
        int first = texts.get(0)[3 + at];
        int second = texts.get(1)[1 + at];
        sums[0] -= logProbability(rows[0], first);
        sums[1] -= logProbability(rows[1], second);
        scores = decoding.step(new int[] {first, second});
      }
      assertThat(sums).containsExactly(whole, offset(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void textsThatGoOnFromOneShareItsBeginning(DecoderShapes shape) {
    try (DecoderNetwork network = network(shape, 0, DataType.FLOAT);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats();
        Workspace other = Workspace.ofFloats()) {
      DecoderDecoding shared = network.decode(Pass.inference(kernels, workspace), 1);
      shared.read(List.of(new int[] {1, 4, 2}));
      shared.select(new int[] {0, 0});
      shared.step(new int[] {3, 5});
      shared.select(new int[] {1, 0, 1});
      float[] scores = shared.step(new int[] {6, 2, 0}).toFloats();
      int[][] alone = {{1, 4, 2, 5, 6}, {1, 4, 2, 3, 2}, {1, 4, 2, 5, 0}};
      for (int i = 0; i < alone.length; i++) {
        other.reset();
        DecoderDecoding decoding = network.decode(Pass.inference(kernels, other), 1);
        float[] expected = decoding.read(List.of(alone[i])).toFloats();
        float[] actual = Arrays.copyOfRange(scores, i * 7, (i + 1) * 7);
        assertThat(actual).containsExactly(expected, offset(1e-5f));
      }
    }
  }

  @Test
  void whatIsAddedToHiddenStatesStartsSmallerTheMoreLayersThereAre() {
    for (DecoderShapes shape : List.of(DecoderShapes.GPT_2, DecoderShapes.LLAMA)) {
      try (DecoderNetwork network = new DecoderNetwork(shape.architecture(), 0)) {
        network.initialize(new Random(1));
        Map<String, Double> deviations = new HashMap<>();
        for (Parameter parameter : network.parameters().all()) {
          deviations.put(parameter.name(), deviation(parameter.value().toFloats()));
        }
        String down = shape == DecoderShapes.LLAMA ? "down" : "output.dense";
        for (int layer = 0; layer < 2; layer++) {
          String name = "layers." + layer + ".";
          // 0.02 / sqrt(2 layers), of two layers.
          assertThat(deviations.get(name + "attention.output.weight")).isBetween(0.008, 0.012);
          assertThat(deviations.get(name + down + ".weight")).isBetween(0.008, 0.012);
          assertThat(deviations.get(name + "attention.input.weight")).isBetween(0.017, 0.023);
        }
        assertThat(deviations.get("embeddings.pieces.weight")).isBetween(0.015, 0.025);
        assertThat(deviations.get("norm.weight")).isEqualTo(1);
        assertThat(deviations.getOrDefault("layers.1.attention.output.bias", 0.0)).isZero();
      }
    }
  }

  private static double deviation(float[] numbers) {
    double squares = 0;
    for (float number : numbers) {
      squares += number * number;
    }
    return Math.sqrt(squares / numbers.length);
  }

  private static double logProbability(float[] scores, int piece) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score);
    }
    return scores[piece] - Math.log(sum);
  }
}
