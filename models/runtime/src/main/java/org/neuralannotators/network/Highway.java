package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A highway layer (Srivastava et al. 2015): {@code y = g relu(x W + b) + (1 - g) x} with the gate
 * {@code g = sigmoid(x V + c)}, which starts nearly shut.
 */
public final class Highway {
  /** Lets the input through at first, as the authors do (section 2.2) and bilm-tf with them. */
  private static final double GATE_BIAS = -2;

  private final Linear gate;
  private final Linear transform;

  /** A layer on rows of {@code columns} numbers. */
  public Highway(Parameters parameters, String name, int columns) {
    gate =
        new Linear(
            parameters,
            name + ".gate",
            columns,
            columns,
            Activation.SIGMOID,
            Initializer.constant(GATE_BIAS));
    transform = new Linear(parameters, name + ".transform", columns, columns, Activation.RELU);
  }

  /** What a forward pass leaves for the backward pass. */
  public record Trace(Matrix x, Matrix gate, Matrix transform, Matrix output) {}

  /**
   * @param x [n, columns]
   */
  public Trace forward(Pass pass, Matrix x) {
    Matrix g = gate.forward(pass, x);
    Matrix t = transform.forward(pass, x);
    Matrix y = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().interpolate(g, t, x, y);
    return new Trace(x, g, t, y);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dGate = pass.workspace().matrix(dy.rows(), dy.columns());
    Matrix dTransform = pass.workspace().matrix(dy.rows(), dy.columns());
    Matrix dx = pass.workspace().matrix(dy.rows(), dy.columns());
    pass.kernels()
        .interpolateBackward(trace.gate(), trace.transform(), trace.x(), dy, dGate, dTransform, dx);
    pass.kernels().add(gate.backward(pass, trace.x(), trace.gate(), dGate), dx);
    pass.kernels().add(transform.backward(pass, trace.x(), trace.transform(), dTransform), dx);
    return dx;
  }
}
