package org.neuralannotators.network.kernel;

/** An element-wise function whose derivative can be had from its value. */
public enum Activation {
  IDENTITY,
  RELU,
  TANH,
  SIGMOID;

  /** The function's value. */
  public double value(double x) {
    return switch (this) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
    };
  }

  /** The derivative where the function has the value {@code y}. */
  public double derivative(double y) {
    return switch (this) {
      case IDENTITY -> 1;
      case RELU -> y > 0 ? 1 : 0;
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
    };
  }
}
