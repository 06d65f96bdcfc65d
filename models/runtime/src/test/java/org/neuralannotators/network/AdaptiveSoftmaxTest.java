package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class AdaptiveSoftmaxTest {
  private static final int WORDS = 11;
  private static final int INPUTS = 6;

  /** Words of the shortlist and of every cluster. */
  private static final int[] TARGETS = {0, 3, 4, 10, 7, 6, 2, 10};

  private final Kernels kernels = Kernels.of(DataType.DOUBLE);
  private final Workspace workspace = new Workspace(DataType.DOUBLE);
  private final Parameters parameters = new Parameters();

  @AfterEach
  void close() {
    kernels.close();
    workspace.close();
    parameters.close();
  }

  static List<List<Integer>> cutoffs() {
    return List.of(List.of(), List.of(4), List.of(3, 7));
  }

  private AdaptiveSoftmax layer(List<Integer> cutoffs) {
    AdaptiveSoftmax layer = new AdaptiveSoftmax(parameters, "out", INPUTS, WORDS, cutoffs, 2);
    parameters.allocate(DataType.DOUBLE);
    parameters.flat().write(new Random(4).doubles(parameters.flat().size(), -1, 1).toArray());
    return layer;
  }

  private static INDArray input() {
    return Nd4j.createFromArray(
        new Random(1).doubles((long) TARGETS.length * INPUTS, -1, 1).toArray());
  }

  private static Matrix matrix(INDArray input) {
    return new Matrix(input, 0, TARGETS.length, INPUTS, INPUTS);
  }

  @ParameterizedTest
  @MethodSource("cutoffs")
  void gradientsAgreeWithFiniteDifferences(List<Integer> cutoffs) {
    AdaptiveSoftmax layer = layer(cutoffs);
    INDArray input = input();
    try (Gradients gradients = new Gradients(parameters)) {
      Pass pass = new Pass(kernels, workspace, gradients, new Random(1));
      Matrix dx = workspace.matrix(TARGETS.length, INPUTS);
      double trained = layer.train(pass, matrix(input), TARGETS, 0.3, dx);
      double[] dInput = dx.toDoubles();
      DoubleSupplier loss =
          () -> {
            workspace.reset();
            return 0.3 * layer.loss(Pass.inference(kernels, workspace), matrix(input), TARGETS);
          };
      assertThat(trained).isCloseTo(loss.getAsDouble(), offset(1e-12));
      GradientCheck.check("input", input, dInput, loss);
      GradientCheck.check("parameters", parameters.values(), gradients.flat().toDoubles(), loss);
    }
  }

  @ParameterizedTest
  @MethodSource("cutoffs")
  void theLossIsThatOfADistribution(List<Integer> cutoffs) {
    AdaptiveSoftmax layer = layer(cutoffs);
    Matrix x = matrix(input());
    Pass pass = Pass.inference(kernels, workspace);
    double expected = 0;
    for (int i = 0; i < TARGETS.length; i++) {
      double[] distribution = layer.distribution(pass, x.rows(i, i + 1));
      assertThat(distribution).hasSize(WORDS);
      assertThat(Arrays.stream(distribution).sum()).isCloseTo(1, offset(1e-12));
      expected -= Math.log(distribution[TARGETS[i]]);
    }
    assertThat(layer.loss(pass, x, TARGETS)).isCloseTo(expected, offset(1e-10));
  }

  @Test
  void withoutClustersItIsTheSoftmaxOfALinearLayer() {
    AdaptiveSoftmax layer = layer(List.of());
    double[] weights = parameters.all().get(0).value().toDoubles();
    double[] bias = parameters.all().get(1).value().toDoubles();
    double[] x = matrix(input()).rows(0, 1).toDoubles();
    double[] scores = new double[WORDS];
    for (int word = 0; word < WORDS; word++) {
      double score = bias[word];
      for (int j = 0; j < INPUTS; j++) {
        score += x[j] * weights[j * WORDS + word];
      }
      scores[word] = Math.exp(score);
    }
    double sum = Arrays.stream(scores).sum();
    assertThat(layer.distribution(Pass.inference(kernels, workspace), matrix(input()).rows(0, 1)))
        .containsExactly(Arrays.stream(scores).map(score -> score / sum).toArray(), offset(1e-12));
  }

  @Test
  void projectionsOfRareWordsAreSmaller() {
    new AdaptiveSoftmax(parameters, "out", 128, 1000, List.of(100, 500), 4);
    assertThat(parameters.all())
        .extracting(p -> p.name() + " " + p.rows() + " " + p.columns())
        .contains(
            "out.head.weight 128 102",
            "out.cluster0.projection.weight 128 32",
            "out.cluster0.weight 32 400",
            "out.cluster1.projection.weight 128 8",
            "out.cluster1.weight 8 500");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 12})
  void cutoffsOutsideOfTheVocabularyAreRefused(int cutoff) {
    assertThatThrownBy(() -> layer(List.of(cutoff)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + cutoff + "]", "[11] words");
  }
}
