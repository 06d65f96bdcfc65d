package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss is the sum of the sines of the values, each with a factor of its own. */
class GradientCheckTest {
  private static final int SIZE = 1000;
  private static final double[] FACTORS = new Random(7).doubles(SIZE, -1, 1).toArray();

  private final double[] start = new Random(8).doubles(SIZE, -1, 1).toArray();
  private final INDArray values = Nd4j.createFromArray(start);

  @AfterEach
  void valuesAreAsTheyWere() {
    assertThat(values.toDoubleVector()).containsExactly(start, offset(1e-12));
    values.close();
  }

  private double loss() {
    double[] now = values.toDoubleVector();
    return IntStream.range(0, SIZE).mapToDouble(i -> FACTORS[i] * Math.sin(now[i])).sum();
  }

  private void check(Consumer<double[]> mistake) {
    double[] gradient =
        IntStream.range(0, SIZE).mapToDouble(i -> FACTORS[i] * Math.cos(start[i])).toArray();
    mistake.accept(gradient);
    GradientCheck.check("numbers", values, gradient, this::loss);
  }

  private void assertFound(Consumer<double[]> mistake) {
    assertThatThrownBy(() -> check(mistake))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("numbers, along direction 0");
  }

  @Test
  void aRightGradientPasses() {
    check(gradient -> {});
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 137, 500, 998, 999})
  void oneWrongElementOfManyIsFound(int element) {
    assertFound(gradient -> gradient[element] += 1e-4);
    assertFound(gradient -> gradient[element] = -gradient[element]);
  }

  @Test
  void mistakesDoNotMakeUpForOneAnother() {
    assertFound(
        gradient -> {
          gradient[3] += 1e-4;
          gradient[700] -= 1e-4;
        });
    assertFound(
        gradient -> {
          double first = gradient[10];
          gradient[10] = gradient[11];
          gradient[11] = first;
        });
    assertFound(
        gradient -> {
          for (int i = 0; i < SIZE; i++) {
            gradient[i] *= 1.0001;
          }
        });
  }

  @Test
  void aGradientThatIsLeftOutIsFound() {
    assertFound(gradient -> Arrays.fill(gradient, 400, 404, 0));
  }

  @Test
  void aLossThatDependsOnNothingIsNoCheck() {
    assertThatThrownBy(() -> GradientCheck.check("numbers", values, new double[SIZE], () -> 1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("numbers has a gradient that differs from 0");
  }
}
