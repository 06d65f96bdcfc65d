package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares gradients with central finite differences in double precision: element by element for
 * some of them, and for all of them together along random directions.
 */
public final class GradientCheck {
  private static final double STEP = 1e-6;
  private static final int ELEMENTS = 25;
  private static final int DIRECTIONS = 3;

  private GradientCheck() {}

  /**
   * @param what named when the check fails
   * @param values the numbers whose gradient is checked, a flat double vector
   * @param gradient the gradient to check, row after row
   * @param loss the loss of the values as they are
   */
  public static void check(String what, INDArray values, double[] gradient, DoubleSupplier loss) {
    assertThat(values.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(gradient.length).as(what).isEqualTo((int) values.length());
    Random random = new Random(1);
    for (int n = 0; n < Math.min(ELEMENTS, gradient.length); n++) {
      double[] direction = new double[gradient.length];
      direction[gradient.length <= ELEMENTS ? n : random.nextInt(gradient.length)] = 1;
      checkAlong(what, values, gradient, direction, loss);
    }
    double largest = 0;
    for (int n = 0; n < DIRECTIONS; n++) {
      double[] direction = random.doubles(gradient.length).map(u -> u < 0.5 ? -1 : 1).toArray();
      largest = Math.max(largest, Math.abs(checkAlong(what, values, gradient, direction, loss)));
    }
    assertThat(largest).as("%s has a gradient that differs from 0", what).isGreaterThan(1e-4);
  }

  private static double checkAlong(
      String what, INDArray values, double[] gradient, double[] direction, DoubleSupplier loss) {
    INDArray step = Nd4j.createFromArray(direction).muli(STEP);
    values.addi(step);
    double above = loss.getAsDouble();
    values.subi(step).subi(step);
    double below = loss.getAsDouble();
    values.addi(step);
    double expected = (above - below) / (2 * STEP);
    double actual = 0;
    for (int i = 0; i < gradient.length; i++) {
      actual += gradient[i] * direction[i];
    }
    assertThat(actual).as(what).isCloseTo(expected, offset(1e-6 * Math.max(1, Math.abs(expected))));
    return expected;
  }
}
