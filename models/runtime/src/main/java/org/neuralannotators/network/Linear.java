package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedWeights;

/** {@code y = f(x W + b)}. */
public final class Linear {
  private final Parameter weights;
  private final Parameter bias;
  private final Activation activation;

  /** A layer from rows of {@code inputs} to rows of {@code outputs} numbers. */
  public Linear(
      Parameters parameters, String name, int inputs, int outputs, Activation activation) {
    this(parameters, name, inputs, outputs, 1, activation);
  }

  /** A layer whose bias starts from given numbers. */
  Linear(
      Parameters parameters,
      String name,
      int inputs,
      int outputs,
      Activation activation,
      Initializer biases) {
    this(parameters, name, inputs, outputs, 1, activation, biases);
  }

  /**
   * Several layers on the same input, their outputs side by side.
   *
   * @param outputs of all of them
   * @param blocks how many they are
   */
  Linear(
      Parameters parameters,
      String name,
      int inputs,
      int outputs,
      int blocks,
      Activation activation) {
    this(parameters, name, inputs, outputs, blocks, activation, Initializer.zeros());
  }

  private Linear(
      Parameters parameters,
      String name,
      int inputs,
      int outputs,
      int blocks,
      Activation activation,
      Initializer biases) {
    weights = parameters.add(name + ".weight", inputs, outputs, Initializer.glorot(blocks));
    bias = parameters.add(name + ".bias", 1, outputs, biases);
    this.activation = activation;
  }

  /** The weights and the bias. */
  public List<Parameter> parameters() {
    return List.of(weights, bias);
  }

  /**
   * What a layer with or without GELU behind it computed.
   *
   * @param z before GELU
   * @param a behind GELU; the same as {@code z} without it, or when the pass isn't for training
   */
  record Trace(Matrix z, Matrix a) {}

  /**
   * @param x [n, inputs]
   * @return [n, outputs]
   */
  public Matrix forward(Pass pass, Matrix x) {
    if (pass.frozen() != null) {
      Matrix y = infer(pass, x, null);
      pass.kernels().biasAndActivation(y, null, activation);
      return y;
    }
    Matrix y = product(pass, x, weights.value(), false);
    pass.kernels().biasAndActivation(y, bias.value(), activation);
    return y;
  }

  /**
   * The product of rows with weights, or with the transposed weights.
   *
   * @param x [n, inputs]
   * @return [n, outputs]
   */
  static Matrix product(Pass pass, Matrix x, Matrix weights, boolean transposed) {
    int outputs = transposed ? weights.rows() : weights.columns();
    Matrix y = pass.workspace().matrix(x.rows(), outputs);
    pass.team()
        .share(
            pass.kernels(),
            x.size() * outputs,
            outputs,
            Team.VECTOR,
            (kernels, from, to) -> {
              Matrix part = transposed ? weights.rows(from, to) : weights.columns(from, to);
              kernels.multiply(x, false, part, transposed, 0, y.columns(from, to));
            });
    return y;
  }

  /** The layer with GELU behind it, none if that is null. */
  Trace forward(Pass pass, Matrix x, Gelu gelu) {
    if (gelu == null) {
      Matrix y = forward(pass, x);
      return new Trace(y, y);
    }
    if (pass.frozen() != null) {
      Matrix y = infer(pass, x, gelu);
      return new Trace(y, y);
    }
    Matrix z = forward(pass, x);
    Matrix a = pass.training() ? pass.workspace().matrix(z.rows(), z.columns()) : z;
    pass.kernels().gelu(gelu, z, a);
    return new Trace(z, a);
  }

  /** {@code gelu(x W + b)}; null for no GELU. */
  private Matrix infer(Pass pass, Matrix x, Gelu gelu) {
    return infer(pass, x, pass.frozen().of(weights, pass.kernels()), bias.value(), gelu);
  }

  /**
   * With weights that don't change.
   *
   * @param bias null for none
   * @param gelu null for none
   */
  static Matrix infer(Pass pass, Matrix x, PackedWeights weights, Matrix bias, Gelu gelu) {
    Matrix y = pass.workspace().matrix(x.rows(), weights.outputs());
    Matrix rows = withoutGaps(pass, x);
    pass.team()
        .share(
            pass.kernels(),
            x.size() * y.columns(),
            x.rows(),
            1,
            (kernels, from, to) ->
                kernels.linear(rows.rows(from, to), weights, bias, gelu, y.rows(from, to)));
    return y;
  }

  /** Packed weights, which may be all that is left of them, multiply no others. */
  private static Matrix withoutGaps(Pass pass, Matrix x) {
    if (x.isContiguous()) {
      return x;
    }
    Matrix copy = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().copy(x, copy);
    return copy;
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param x the input
   * @param y the output
   * @param dy gradient of the output; overwritten
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Matrix x, Matrix y, Matrix dy) {
    pass.kernels().activationBackward(activation, y, dy);
    pass.kernels().multiply(x, true, dy, false, 1, pass.gradient(weights));
    pass.kernels().addColumnSums(dy, pass.gradient(bias));
    Matrix dx = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().multiply(dy, false, weights.value(), true, 0, dx);
    return dx;
  }
}
