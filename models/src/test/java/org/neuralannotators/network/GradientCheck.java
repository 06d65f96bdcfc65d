package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares gradients with central finite differences in double precision. */
public final class GradientCheck {
  private static final double STEP = 1e-6;
  private static final int LARGEST_CHECKED = 80;

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
    int stride = Math.max(1, gradient.length / LARGEST_CHECKED);
    boolean somewhere = false;
    for (int i = 0; i < gradient.length; i += stride) {
      double value = values.getDouble(i);
      values.putScalar(i, value + STEP);
      double above = loss.getAsDouble();
      values.putScalar(i, value - STEP);
      double below = loss.getAsDouble();
      values.putScalar(i, value);
      double expected = (above - below) / (2 * STEP);
      somewhere |= Math.abs(expected) > 1e-4;
      assertThat(gradient[i])
          .as("%s, element %d", what, i)
          .isCloseTo(expected, offset(1e-6 * Math.max(1, Math.abs(expected))));
    }
    assertThat(somewhere).as("%s has a gradient that differs from 0", what).isTrue();
  }
}
