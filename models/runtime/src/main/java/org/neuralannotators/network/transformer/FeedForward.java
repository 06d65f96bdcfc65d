package org.neuralannotators.network.transformer;

import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Two linear layers with an activation between (Vaswani et al. 2017, section 3.3; Devlin et al.
 * 2018).
 */
public final class FeedForward {
  private final ActivatedLinear up;
  private final Linear down;
  private final Dropout dropout;

  /**
   * @param columns of the input and the output
   * @param inner columns between the two layers
   * @param dropout between the two layers
   */
  public FeedForward(
      Parameters parameters,
      String name,
      int columns,
      int inner,
      Activation activation,
      Dropout dropout) {
    this(parameters, name, columns, inner, activation, true, dropout);
  }

  /**
   * With or without biases.
   *
   * @param biased whether both layers have some
   */
  public FeedForward(
      Parameters parameters,
      String name,
      int columns,
      int inner,
      Activation activation,
      boolean biased,
      Dropout dropout) {
    Linear linear =
        Linear.plain(parameters, name + ".intermediate.dense", columns, inner, 1, biased);
    up = new ActivatedLinear(linear, activation);
    down = Linear.plain(parameters, name + ".output.dense", inner, columns, 1, biased);
    this.dropout = dropout;
  }

  /**
   * @param inner between the two layers
   * @param mask of dropout, null for none
   * @param output [rows, columns]
   */
  public record Trace(ActivatedLinear.Trace inner, Dropout.Mask mask, Matrix output) {}

  /** Each row for itself. */
  public Trace forward(Pass pass, Matrix x) {
    ActivatedLinear.Trace inner = up.forward(pass, x);
    Dropout.Mask mask = dropout.forward(pass, inner.output());
    return new Trace(inner, mask, down.forward(pass, inner.output()));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dInner = down.backward(pass, trace.inner().output(), trace.output(), dy);
    dropout.backward(pass, trace.mask(), dInner);
    // What dropout made 0 has no gradient already: an activation told by its sign may be 0 there.
    return up.backward(pass, trace.inner(), dInner);
  }
}
