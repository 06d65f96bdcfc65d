package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.nd4j.Nd4jProvider;
import org.neuralannotators.network.kernel.onednn.OneDnnProvider;

/** The values are those of Hugging Face's transformers 4.53.3, in double precision. */
class ActivationTest {
  private static final double[] X = {-12, -3, -0.5, 0, 0.3, 1, 5, 11};

  private static final String VALUES =
      """
      IDENTITY     | -12, -3, -0.5, 0, 0.3, 1, 5, 11
      RELU         | 0, 0, 0, 0, 0.3, 1, 5, 11
      LEAKY_RELU   | -0.12, -0.03, -0.005, 0, 0.3, 1, 5, 11
      SQUARED_RELU | 0, 0, 0, 0, 0.09, 1, 25, 121
      RELU6        | 0, 0, 0, 0, 0.3, 1, 5, 6
      TANH         | -1, -0.995054754, -0.462117157, 0, 0.291312612, 0.761594156, 0.999909204, 0.999999999
      SIGMOID      | 6.1441746e-06, 0.0474258732, 0.377540669, 0.5, 0.574442517, 0.731058579, 0.993307149, 0.999983299
      SILU         | -7.37300952e-05, -0.14227762, -0.188770334, 0, 0.172332755, 0.731058579, 4.96653575, 10.9998163
      MISH         | -7.37303217e-05, -0.145647461, -0.220743775, 0, 0.208001372, 0.865098388, 4.99955208, 11
      GELU         | 0, -0.00404969409, -0.154268769, 0, 0.185373427, 0.841344746, 4.99999857, 11
      GELU_TANH    | 0, -0.00363739208, -0.15428599, 0, 0.185370924, 0.841191991, 4.99999977, 11
      QUICK_GELU   | -1.61864178e-08, -0.0180713097, -0.149611563, 0, 0.187484135, 0.845795766, 4.99899298, 10.9999999
      ELU_PLUS_ONE | 6.14421235e-06, 0.0497870684, 0.60653066, 1, 1.3, 2, 6, 12
      GELU_10      | 0, -0.00404969409, -0.154268769, 0, 0.185373427, 0.841344746, 4.99999857, 10
      LAPLACE      | 0, 0, 9.38338117e-06, 0.00609445962, 0.0744883114, 0.850429649, 1, 1
      """;

  private static Stream<Arguments> values() {
    return VALUES
        .lines()
        .map(line -> line.split("\\|"))
        .map(
            parts ->
                Arguments.of(
                    Activation.of(parts[0].strip()),
                    Arrays.stream(parts[1].split(",")).mapToDouble(Double::parseDouble).toArray()));
  }

  private static double[] apply(Kernels kernels, Activation f, double[] x) {
    try (kernels;
        Workspace workspace = new Workspace(kernels.type())) {
      Matrix y = workspace.matrix(1, x.length);
      kernels.activation(f, workspace.matrix(1, x.length).write(x), y);
      return y.toDoubles();
    }
  }

  @Test
  void eachHasValues() {
    assertThat(values().map(each -> each.get()[0]))
        .containsExactlyInAnyOrder((Object[]) Activation.values());
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreThoseOfTheReference(Activation f, double[] expected) {
    assertThat(apply(new Nd4jProvider().create(DataType.DOUBLE, Precision.FP32), f, X))
        .containsExactly(expected, offset(1e-7));
  }

  @ParameterizedTest
  @MethodSource("values")
  void oneDnnHasTheValuesOfTheReference(Activation f, double[] expected) {
    assumeThat(new OneDnnProvider().isAvailable(DataType.FLOAT)).isTrue();
    assertThat(apply(new OneDnnProvider().create(DataType.FLOAT, Precision.FP32), f, X))
        .containsExactly(expected, offset(2e-6));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void slopesAreThoseOfFiniteDifferences(Activation f) {
    double step = 1e-6;
    double[] x = DoubleStream.iterate(-12.05, at -> at < 12, at -> at + 0.1).toArray();
    double[] above =
        apply(new Nd4jProvider().create(DataType.DOUBLE, Precision.FP32), f, shifted(x, step));
    double[] below =
        apply(new Nd4jProvider().create(DataType.DOUBLE, Precision.FP32), f, shifted(x, -step));
    double[] expected = new double[x.length];
    Arrays.setAll(expected, i -> (above[i] - below[i]) / (2 * step));
    try (Kernels kernels = new Nd4jProvider().create(DataType.DOUBLE, Precision.FP32);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      Matrix at = workspace.matrix(1, x.length).write(x);
      double[] ones = new double[x.length];
      Arrays.fill(ones, 1);
      Matrix dy = workspace.matrix(1, x.length).write(ones);
      kernels.activationBackward(f, at, dy);
      assertThat(dy.toDoubles()).containsExactly(expected, offset(1e-6));
      if (f.isDerivedFromValue()) {
        Matrix y = workspace.matrix(1, x.length);
        kernels.activation(f, at, y);
        dy.write(ones);
        kernels.activationBackwardOfValue(f, y, dy);
        assertThat(dy.toDoubles()).containsExactly(expected, offset(1e-6));
      }
    }
  }

  private static double[] shifted(double[] x, double by) {
    return Arrays.stream(x).map(each -> each + by).toArray();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void jsonKeepsEach(Activation f) throws IOException {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(f), Activation.class)).isEqualTo(f);
    assertThat(json.readValue('"' + f.name() + '"', Activation.class)).isEqualTo(f);
  }

  @Test
  void anotherNameIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> Activation.of("softsign"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[softsign]", "gelu_tanh", "silu");
  }
}
