package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.network.kernel.Matrix;

/** Two linear layers with GELU between (Vaswani et al. 2017, section 3.3; Devlin et al. 2018). */
public final class FeedForward {
  private final Linear up;
  private final Linear down;
  private final Gelu gelu;

  /**
   * @param columns of the input and the output
   * @param inner columns between the two layers
   */
  public FeedForward(Parameters parameters, String name, int columns, int inner, Gelu gelu) {
    up = new Linear(parameters, name + ".intermediate.dense", columns, inner, Activation.IDENTITY);
    down = new Linear(parameters, name + ".output.dense", inner, columns, Activation.IDENTITY);
    this.gelu = gelu;
  }

  /**
   * @param x the input
   * @param inner between the two layers
   * @param output [rows, columns]
   */
  public record Trace(Matrix x, Linear.Trace inner, Matrix output) {}

  /** Each row for itself. */
  public Trace forward(Pass pass, Matrix x) {
    Linear.Trace inner = up.forward(pass, x, gelu);
    return new Trace(x, inner, down.forward(pass, inner.a()));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dz = down.backward(pass, trace.inner().a(), trace.output(), dy);
    pass.kernels().geluBackward(gelu, trace.inner().z(), dz);
    return up.backward(pass, trace.x(), trace.inner().z(), dz);
  }
}
