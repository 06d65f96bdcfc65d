package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/** {@code y = f(x W + b)} with any activation: what it is taken of is kept for the way back. */
public final class ActivatedLinear {
  private final Linear linear;
  private final Activation activation;

  /** A layer from rows of {@code inputs} to rows of {@code outputs} numbers. */
  public ActivatedLinear(
      Parameters parameters, String name, int inputs, int outputs, Activation activation) {
    this(new Linear(parameters, name, inputs, outputs, Activation.IDENTITY), activation);
  }

  /**
   * @param linear without an activation of its own
   */
  public ActivatedLinear(Linear linear, Activation activation) {
    this.linear = linear;
    this.activation = activation;
  }

  /** The weights, and the bias if there is one. */
  public List<Parameter> parameters() {
    return linear.parameters();
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param x the input
   * @param z what the activation was taken of; overwritten by {@code output} where its sign is
   *     enough, and when the pass isn't for training
   * @param output [rows, outputs]; dropout may change it in place
   */
  public record Trace(Matrix x, Matrix z, Matrix output) {}

  /**
   * @param x [rows, inputs]
   */
  public Trace forward(Pass pass, Matrix x) {
    if (pass.frozen() != null) {
      Matrix y = linear.infer(pass, x, activation);
      return new Trace(x, y, y);
    }
    Matrix z = linear.forward(pass, x);
    boolean inPlace = activation.keepsSign() || !pass.training();
    Matrix y = inPlace ? z : pass.workspace().matrix(z.rows(), z.columns());
    if (activation != Activation.IDENTITY) {
      pass.kernels().activation(activation, z, y);
    }
    return new Trace(x, z, y);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    pass.kernels().activationBackward(activation, trace.z(), dy);
    return linear.backward(pass, trace.x(), trace.z(), dy);
  }
}
