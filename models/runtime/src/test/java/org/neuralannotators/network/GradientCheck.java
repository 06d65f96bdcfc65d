package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares gradients with central finite differences in double precision: for all elements together
 * along random directions, and for some of them one by one. Each element takes part in a direction
 * with a weight of its own that is far from 0, so that one that is wrong shows there as it does
 * alone, and several don't make up for one another. A difference costs two passes through the
 * network, which is why there are few.
 */
public final class GradientCheck {
  private static final double STEP = 1e-6;
  private static final int ELEMENTS = 4;
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
    double largest = 0;
    for (int n = 0; n < DIRECTIONS; n++) {
      double[] direction = random.doubles(gradient.length).map(GradientCheck::weight).toArray();
      double slope = checkAlong(what + ", along direction " + n, values, gradient, direction, loss);
      largest = Math.max(largest, Math.abs(slope));
    }
    assertThat(largest).as("%s has a gradient that differs from 0", what).isGreaterThan(1e-4);
    for (int n = 0; n < Math.min(ELEMENTS, gradient.length); n++) {
      int element = gradient.length <= ELEMENTS ? n : random.nextInt(gradient.length);
      double[] direction = new double[gradient.length];
      direction[element] = 1;
      checkAlong(what + ", element " + element, values, gradient, direction, loss);
    }
  }

  /**
   * @param u from 0 to 1
   * @return from -1.5 to -0.5, or from 0.5 to 1.5
   */
  private static double weight(double u) {
    return u < 0.5 ? 2 * u - 1.5 : 2 * u - 0.5;
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
