package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Two linear layers with ReLU or GELU between (Vaswani et al. 2017, section 3.3; Devlin et al.
 * 2018).
 */
public final class FeedForward {
  private final Linear up;
  private final Linear down;
  private final Gelu gelu;
  private final Dropout dropout;

  /**
   * @param columns of the input and the output
   * @param inner columns between the two layers
   * @param gelu null for ReLU
   * @param dropout between the two layers
   */
  public FeedForward(
      Parameters parameters, String name, int columns, int inner, Gelu gelu, Dropout dropout) {
    Activation activation = gelu == null ? Activation.RELU : Activation.IDENTITY;
    up = new Linear(parameters, name + ".intermediate.dense", columns, inner, activation);
    down = new Linear(parameters, name + ".output.dense", inner, columns, Activation.IDENTITY);
    this.gelu = gelu;
    this.dropout = dropout;
  }

  /**
   * @param x the input
   * @param inner between the two layers
   * @param mask of dropout, null for none
   * @param output [rows, columns]
   */
  public record Trace(Matrix x, Linear.Trace inner, Dropout.Mask mask, Matrix output) {}

  /** Each row for itself. */
  public Trace forward(Pass pass, Matrix x) {
    Linear.Trace inner = up.forward(pass, x, gelu);
    Dropout.Mask mask = dropout.forward(pass, inner.a());
    return new Trace(x, inner, mask, down.forward(pass, inner.a()));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dz = down.backward(pass, trace.inner().a(), trace.output(), dy);
    dropout.backward(pass, trace.mask(), dz);
    if (gelu != null) {
      pass.kernels().geluBackward(gelu, trace.inner().z(), dz);
    }
    // What dropout made 0 has no gradient already, so ReLU's may be taken of what it left.
    return up.backward(pass, trace.x(), trace.inner().z(), dz);
  }
}
