package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/** Layer normalisation (Ba et al. 2016). */
public final class LayerNorm implements Norm {
  private final Parameter gain;

  /** Null for none. */
  private final Parameter bias;

  private final double epsilon;

  /**
   * @param epsilon added to the variance; a property of the checkpoint
   */
  public LayerNorm(Parameters parameters, String name, int columns, double epsilon) {
    this(parameters, name, columns, epsilon, true);
  }

  /** With or without a bias. */
  public LayerNorm(
      Parameters parameters, String name, int columns, double epsilon, boolean biased) {
    gain = parameters.add(name + ".weight", 1, columns, Initializer.ones());
    bias = biased ? parameters.add(name + ".bias", 1, columns, Initializer.zeros()) : null;
    this.epsilon = epsilon;
  }

  /** The gain, and the bias if there is one. */
  @Override
  public List<Parameter> parameters() {
    return bias == null ? List.of(gain) : List.of(gain, bias);
  }

  /**
   * @param x the input
   * @param moments means and variances of its rows; null when the pass isn't for training
   * @param output [rows, columns]
   */
  public record Trace(Matrix x, Matrix moments, Matrix output) {}

  @Override
  public Traced normalize(Pass pass, Matrix x) {
    Trace trace = forward(pass, x);
    return new Traced(trace.output(), (back, dy) -> backward(back, trace, dy));
  }

  /** Normalises each row. */
  public Trace forward(Pass pass, Matrix x) {
    Matrix moments = pass.training() ? pass.workspace().matrix(2, x.rows()) : null;
    Matrix y = pass.workspace().matrix(x.rows(), x.columns());
    Matrix shift = bias == null ? null : bias.value();
    pass.kernels().layerNorm(x, gain.value(), shift, epsilon, y, moments);
    return new Trace(x, moments, y);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dx = pass.workspace().matrix(dy.rows(), dy.columns());
    pass.kernels()
        .layerNormBackward(
            trace.x(),
            gain.value(),
            epsilon,
            trace.moments(),
            dy,
            dx,
            pass.gradient(gain),
            bias == null ? null : pass.gradient(bias));
    return dx;
  }
}
