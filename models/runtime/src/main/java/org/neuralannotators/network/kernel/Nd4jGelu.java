package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** GELU and its derivative as ND4J operations; both make new arrays. */
final class Nd4jGelu {
  private static final double SQRT_2_BY_PI = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  private Nd4jGelu() {}

  static INDArray value(Gelu form, INDArray x) {
    INDArray probability =
        switch (form) {
          case ERF -> cumulative(x);
          case TANH -> tanh(x).addi(1).divi(2);
        };
    return probability.muli(x);
  }

  static INDArray derivative(Gelu form, INDArray x) {
    return switch (form) {
      case ERF -> {
        INDArray density = Transforms.exp(x.mul(x).divi(-2)).divi(Math.sqrt(2 * Math.PI));
        yield density.muli(x).addi(cumulative(x));
      }
      case TANH -> {
        INDArray t = tanh(x);
        INDArray inner = x.mul(x).muli(3 * CUBIC).addi(1).muli(SQRT_2_BY_PI / 2);
        yield inner.muli(x).muli(t.mul(t).rsubi(1)).addi(t.addi(1).divi(2));
      }
    };
  }

  /** The standard normal distribution's cumulative function. */
  private static INDArray cumulative(INDArray x) {
    return Nd4j.getExecutioner().exec(new Erf(x.div(Math.sqrt(2)))).addi(1).divi(2);
  }

  private static INDArray tanh(INDArray x) {
    return Transforms.tanh(x.mul(x).muli(CUBIC).addi(1).muli(x).muli(SQRT_2_BY_PI), false);
  }
}
