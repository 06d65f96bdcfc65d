package org.neuralannotators.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class HeadTransformTest {
  private static final int ROWS = 3;
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 5;

  @ParameterizedTest
  @CsvSource({
    "TANH, true, , false",
    "RELU, false, , false",
    "IDENTITY, true, 0.1, true",
    "GELU, false, 0.1, false",
    "GELU, true, 0.1, true"
  })
  void gradientsAgreeWithFiniteDifferences(
      Activation activation, boolean bias, Double epsilon, boolean normBias) {
    Parameters parameters = new Parameters();
    HeadTransform transform =
        HeadTransform.of(
            parameters,
            "head",
            INPUTS,
            OUTPUTS,
            new TransformShape(activation, bias, epsilon, normBias));
    assertThat(parameters.all()).isEqualTo(transform.parameters());
    EmbeddingTable input = new EmbeddingTable("input", DataType.DOUBLE, ROWS, INPUTS);
    try (input;
        Parameters memory = parameters.allocate(DataType.DOUBLE).initialize(new Random(1));
        Gradients gradients = new Gradients(memory);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      Matrix x = input.value().write(numbers(2, ROWS * INPUTS));
      double[] weights = numbers(3, ROWS * OUTPUTS);
      DoubleSupplier loss =
          () -> {
            workspace.reset();
            Pass pass = new Pass(kernels, workspace, gradients, new Random(4));
            double[] output = transform.forward(pass, x).output().toDoubles();
            return IntStream.range(0, output.length).mapToDouble(i -> output[i] * weights[i]).sum();
          };
      Pass pass = new Pass(kernels, workspace, gradients, new Random(4));
      Traced trace = transform.forward(pass, x);
      Matrix dx = trace.backward(pass, workspace.matrix(ROWS, OUTPUTS).write(weights));
      double[] dInput = dx.toDoubles();
      double[] gradient = gradients.flat().toDoubles();
      GradientCheck.check("parameters", memory.flat().memory(), gradient, loss);
      GradientCheck.check("input", x.memory(), dInput, loss);
    }
  }

  private static double[] numbers(int seed, int count) {
    return new Random(seed).doubles(count, -1, 1).toArray();
  }

  @Test
  void denseLayerComesBeforeActivationAndNormalisation() {
    Parameters parameters = new Parameters();
    HeadTransform transform =
        HeadTransform.of(
            parameters, "head", 2, 2, new TransformShape(Activation.RELU, true, 1e-12, true));
    assertThat(transform.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "head.dense.weight", "head.dense.bias", "head.norm.weight", "head.norm.bias");
    try (Parameters memory = parameters.allocate(DataType.DOUBLE);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      memory.all().get(0).value().write(new double[] {1, 0, 0, 2});
      memory.all().get(1).value().write(new double[] {0, 1});
      memory.all().get(2).value().write(new double[] {3, 5});
      memory.all().get(3).value().write(new double[] {0, 7});
      Pass pass = Pass.inference(kernels, workspace);
      Matrix x = workspace.matrix(1, 2).write(new double[] {-4, 3});
      // Dense [-4, 7], behind RELU [0, 7], normalised [-1, 1].
      double[] output = transform.forward(pass, x).output().toDoubles();
      assertThat(output).containsExactly(new double[] {-3, 12}, offset(1e-9));
    }
  }

  @Test
  void withoutAShapeRowsStayAsTheyAre() {
    Parameters parameters = new Parameters();
    HeadTransform transform = HeadTransform.of(parameters, "head", 2, 2, null);
    assertThat(parameters.all()).isEmpty();
    try (Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      Matrix x = workspace.matrix(1, 2).write(new double[] {-4, 3});
      Traced trace = transform.forward(Pass.inference(kernels, workspace), x);
      assertThat(trace.output()).isSameAs(x);
    }
  }

  @Test
  void shapeWithoutAnActivationOrWithAWrongEpsilonIsRefused() {
    assertThatThrownBy(() -> new TransformShape(null, true, null, false))
        .hasMessageContaining("identity");
    assertThatThrownBy(() -> new TransformShape(Activation.GELU, true, 0.0, false))
        .hasMessageContaining("[0.0]");
  }
}
