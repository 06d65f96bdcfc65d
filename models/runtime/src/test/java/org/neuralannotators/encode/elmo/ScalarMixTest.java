package org.neuralannotators.encode.elmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class ScalarMixTest {
  private static final int ROWS = 4;
  private static final int COLUMNS = 5;
  private static final int LAYERS = 3;

  private final Kernels kernels = Kernels.of(DataType.DOUBLE);
  private final Workspace workspace = new Workspace(DataType.DOUBLE);
  private final Parameters parameters = new Parameters();

  @AfterEach
  void close() {
    kernels.close();
    workspace.close();
    parameters.close();
  }

  private static double[] random(int count, int seed) {
    return new Random(seed).doubles(count).map(u -> 2 * u - 1).toArray();
  }

  private static List<Matrix> layers(INDArray numbers) {
    Matrix all = new Matrix(numbers, 0, LAYERS * ROWS, COLUMNS, COLUMNS);
    return IntStream.range(0, LAYERS).mapToObj(i -> all.rows(i * ROWS, (i + 1) * ROWS)).toList();
  }

  private double loss(Pass pass, ScalarMix mix, INDArray input) {
    workspace.reset();
    double[] values = mix.forward(pass, layers(input)).output().toDoubles();
    double[] weights = random(values.length, 2);
    return IntStream.range(0, values.length).mapToDouble(i -> weights[i] * values[i]).sum();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsAgreeWithFiniteDifferences(boolean normalized) {
    ScalarMix mix = new ScalarMix(parameters, "mix", LAYERS, normalized);
    parameters.allocate(DataType.DOUBLE);
    parameters.flat().write(random(LAYERS + 1, 5));
    INDArray input = Nd4j.createFromArray(random(LAYERS * ROWS * COLUMNS, 1));
    try (Gradients gradients = new Gradients(parameters)) {
      Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
      ScalarMix.Trace trace = mix.forward(pass, layers(input));
      Matrix dOutput = workspace.matrix(ROWS, COLUMNS).write(random(ROWS * COLUMNS, 2));
      double[] dInput =
          mix.backward(pass, trace, dOutput).stream()
              .flatMapToDouble(d -> Arrays.stream(d.toDoubles()))
              .toArray();
      double[] dParameters = gradients.flat().toDoubles();
      GradientCheck.check("layers", input, dInput, () -> loss(pass, mix, input));
      GradientCheck.check(
          "parameters", parameters.flat().memory(), dParameters, () -> loss(pass, mix, input));
    }
  }

  @Test
  void aNewMixIsTheMean() {
    ScalarMix mix = new ScalarMix(parameters, "mix", LAYERS, false);
    parameters.allocate(DataType.DOUBLE).initialize(new Random(1));
    INDArray input = Nd4j.createFromArray(random(LAYERS * ROWS * COLUMNS, 1));
    double[] mixed =
        mix.forward(Pass.inference(kernels, workspace), layers(input)).output().toDoubles();
    for (int i = 0; i < mixed.length; i++) {
      double sum = 0;
      for (Matrix layer : layers(input)) {
        sum += layer.toDoubles()[i];
      }
      assertThat(mixed[i]).isCloseTo(sum / LAYERS, offset(1e-12));
    }
  }
}
