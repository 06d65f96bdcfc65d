package org.neuralannotators.network.kernel.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/** Activations and their derivatives as ND4J operations; all but those in place make new arrays. */
public final class Nd4jActivation {
  private static final double SQRT_2_BY_PI = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  /** The numbers that the formats have for the mean and the deviation of {@code LAPLACE}. */
  private static final double LAPLACE_MEAN = 0.707107;

  private static final double LAPLACE_DEVIATION = 0.282095;

  private Nd4jActivation() {}

  /** {@code y = f(x)}; {@code y} may be {@code x}. */
  public static void apply(Activation f, Matrix x, Matrix y) {
    if (x.size() > 0) {
      y.array().assign(value(f, x.array()));
    }
  }

  /** {@code dy = dy f'(x)}, in place. */
  public static void applyBackward(Activation f, Matrix x, Matrix dy) {
    if (x.size() > 0) {
      dy.array().muli(derivative(f, x.array()));
    }
  }

  static INDArray value(Activation f, INDArray x) {
    return switch (f) {
      case IDENTITY -> x.dup();
      case RELU -> Transforms.max(x, 0);
      case LEAKY_RELU -> x.mul(slope(x));
      case SQUARED_RELU -> {
        INDArray positive = Transforms.max(x, 0);
        yield positive.muli(positive);
      }
      case RELU6 -> Transforms.min(Transforms.max(x, 0), Activation.SIX);
      case TANH -> Transforms.tanh(x, true);
      case SIGMOID -> Transforms.sigmoid(x, true);
      case SILU -> Transforms.sigmoid(x, true).muli(x);
      case MISH -> tanhOfSoftplus(x).muli(x);
      case GELU -> cumulative(x).muli(x);
      case GELU_TANH -> tanh(x).addi(1).divi(2).muli(x);
      case QUICK_GELU -> Transforms.sigmoid(x.mul(Activation.QUICK), false).muli(x);
      case ELU_PLUS_ONE -> expBelow(x).addi(Transforms.max(x, 0));
      case GELU_10 -> Transforms.min(value(Activation.GELU, x), Activation.TEN);
      case LAPLACE -> cumulative(standardised(x));
    };
  }

  /** The derivative by the input {@code x}. */
  static INDArray derivative(Activation f, INDArray x) {
    return switch (f) {
      case IDENTITY, RELU, LEAKY_RELU -> derivativeFromValue(f, x);
      case TANH, SIGMOID -> derivativeFromValue(f, value(f, x));
      case SQUARED_RELU -> Transforms.max(x, 0).muli(2);
      case RELU6 -> where(x.gt(0), x).muli(where(x.lt(Activation.SIX), x));
      case SILU -> swishDerivative(x, 1);
      case MISH -> {
        INDArray t = tanhOfSoftplus(x);
        yield t.mul(t).rsubi(1).muli(Transforms.sigmoid(x, true)).muli(x).addi(t);
      }
      case GELU -> density(x).muli(x).addi(cumulative(x));
      case GELU_TANH -> {
        INDArray t = tanh(x);
        INDArray inner = x.mul(x).muli(3 * CUBIC).addi(1).muli(SQRT_2_BY_PI / 2);
        yield inner.muli(x).muli(t.mul(t).rsubi(1)).addi(t.addi(1).divi(2));
      }
      case QUICK_GELU -> swishDerivative(x, Activation.QUICK);
      case ELU_PLUS_ONE -> expBelow(x);
      // From 10 on GELU is its input to more digits than there are.
      case GELU_10 -> derivative(Activation.GELU, x).muli(where(x.lt(Activation.TEN), x));
      case LAPLACE -> density(standardised(x)).divi(LAPLACE_DEVIATION);
    };
  }

  /** The derivative where {@code f} has the values {@code y}. */
  static INDArray derivativeFromValue(Activation f, INDArray y) {
    return switch (f) {
      case IDENTITY -> y.mul(0).addi(1);
      case RELU -> where(y.gt(0), y);
      case LEAKY_RELU -> slope(y);
      case TANH -> y.mul(y).rsubi(1);
      case SIGMOID -> y.mul(y.rsub(1));
      default ->
          throw new IllegalArgumentException("The value of [" + f + "] doesn't tell its slope");
    };
  }

  private static INDArray where(INDArray condition, INDArray like) {
    return condition.castTo(like.dataType());
  }

  /** The slope of the leaky ReLU. */
  private static INDArray slope(INDArray x) {
    return where(x.gt(0), x).muli(1 - Activation.LEAK).addi(Activation.LEAK);
  }

  /** The derivative of {@code x sigmoid(factor x)}. */
  private static INDArray swishDerivative(INDArray x, double factor) {
    INDArray s = Transforms.sigmoid(x.mul(factor), false);
    return s.rsub(1).muli(x).muli(factor).addi(1).muli(s);
  }

  /** The exponential below 0, and 1 above. */
  private static INDArray expBelow(INDArray x) {
    return Transforms.exp(Transforms.min(x, 0), false);
  }

  private static INDArray tanhOfSoftplus(INDArray x) {
    return Transforms.tanh(Transforms.softPlus(x, true), false);
  }

  private static INDArray standardised(INDArray x) {
    return x.sub(LAPLACE_MEAN).divi(LAPLACE_DEVIATION);
  }

  /** The standard normal distribution's density. */
  private static INDArray density(INDArray x) {
    return Transforms.exp(x.mul(x).divi(-2), false).divi(Math.sqrt(2 * Math.PI));
  }

  /** The standard normal distribution's cumulative function. */
  private static INDArray cumulative(INDArray x) {
    return Nd4j.getExecutioner().exec(new Erf(x.div(Math.sqrt(2)))).addi(1).divi(2);
  }

  private static INDArray tanh(INDArray x) {
    return Transforms.tanh(x.mul(x).muli(CUBIC).addi(1).muli(x).muli(SQRT_2_BY_PI), false);
  }
}
