package org.neuralannotators.network.transformer;

import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * {@code (f(x W1) * (x W2)) W3} with or without biases, the product element by element (Shazeer
 * 2020): GeGLU with GELU, SwiGLU with SiLU.
 */
public final class GatedFeedForward {
  private final ActivatedLinear inner;
  private final Linear gate;
  private final Linear down;
  private final Dropout dropout;

  /**
   * @param up the name of {@code W1} and {@code W2}, which lie side by side
   * @param down the name of {@code W3}
   * @param columns of the input and the output
   * @param inner columns between
   * @param biased whether all have biases
   * @param dropout of what {@code W3} reads
   */
  public GatedFeedForward(
      Parameters parameters,
      String up,
      String down,
      int columns,
      int inner,
      Activation activation,
      boolean biased,
      Dropout dropout) {
    Linear both = Linear.plain(parameters, up, columns, 2 * inner, 2, biased);
    this.inner = new ActivatedLinear(both.outputs(0, inner), activation);
    gate = both.outputs(inner, 2 * inner);
    this.down = Linear.plain(parameters, down, inner, columns, 1, biased);
    this.dropout = dropout;
  }

  /**
   * @param inner what is gated
   * @param gate the factors
   * @param product of both, with dropout
   * @param mask of dropout, null for none
   * @param output [rows, columns]
   */
  public record Trace(
      ActivatedLinear.Trace inner, Matrix gate, Matrix product, Dropout.Mask mask, Matrix output) {}

  /** Each row for itself. */
  public Trace forward(Pass pass, Matrix x) {
    ActivatedLinear.Trace gated = inner.forward(pass, x);
    Matrix factors = gate.forward(pass, x);
    Matrix product = pass.training() ? copy(pass, gated.output()) : gated.output();
    pass.kernels().scale(product, factors);
    Dropout.Mask mask = dropout.forward(pass, product);
    return new Trace(gated, factors, product, mask, down.forward(pass, product));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dInner = down.backward(pass, trace.product(), trace.output(), dy);
    dropout.backward(pass, trace.mask(), dInner);
    Matrix dGate = copy(pass, dInner);
    pass.kernels().scale(dGate, trace.inner().output());
    pass.kernels().scale(dInner, trace.gate());
    Matrix dx = inner.backward(pass, trace.inner(), dInner);
    gate.backward(pass, trace.inner().x(), trace.gate(), dGate, dx);
    return dx;
  }

  private static Matrix copy(Pass pass, Matrix x) {
    Matrix copy = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().copy(x, copy);
    return copy;
  }
}
