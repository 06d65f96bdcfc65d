package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedWeights;

/** {@code y = f(x W + b)}. */
public final class Linear {
  /** So many rows are multiplied about as soon as the weights are read. */
  private static final int FEW_ROWS = 32;

  /** Reading a weight takes as long as so many multiplications. */
  private static final int READING = 16;

  private final Parameter weights;

  /** Null for none. */
  private final Parameter bias;

  private final int from;
  private final int to;
  private final Activation activation;

  /** A layer from rows of {@code inputs} to rows of {@code outputs} numbers. */
  public Linear(
      Parameters parameters, String name, int inputs, int outputs, Activation activation) {
    this(parameters, name, inputs, outputs, 1, activation);
  }

  /** A layer whose bias starts from given numbers. */
  public Linear(
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
  public Linear(
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
    this(
        parameters.add(name + ".weight", inputs, outputs, Initializer.glorot(blocks)),
        biases == null ? null : parameters.add(name + ".bias", 1, outputs, biases),
        0,
        outputs,
        activation);
    if (!activation.isDerivedFromValue()) {
      throw new IllegalArgumentException(
          "[%s] behind a linear layer; it needs an ActivatedLinear, as its slope isn't told by its"
                  .formatted(activation)
              + " value");
    }
  }

  private Linear(Parameter weights, Parameter bias, int from, int to, Activation activation) {
    this.weights = weights;
    this.bias = bias;
    this.from = from;
    this.to = to;
    this.activation = activation;
  }

  /**
   * Layers on the same input, their outputs side by side, without an activation.
   *
   * @param outputs of all of them
   * @param blocks how many they are
   * @param biased whether they have biases
   */
  public static Linear plain(
      Parameters parameters, String name, int inputs, int outputs, int blocks, boolean biased) {
    return new Linear(
        parameters,
        name,
        inputs,
        outputs,
        blocks,
        Activation.IDENTITY,
        biased ? Initializer.zeros() : null);
  }

  /** The layer that gives only the outputs {@code begin} to {@code end}, exclusive, of this one. */
  public Linear outputs(int begin, int end) {
    return new Linear(weights, bias, from + begin, from + end, activation);
  }

  /** The weights, and the bias if there is one. */
  public List<Parameter> parameters() {
    return bias == null ? List.of(weights) : List.of(weights, bias);
  }

  private Matrix weights() {
    return weights.value().columns(from, to);
  }

  private Matrix bias() {
    return bias == null ? null : bias.value().columns(from, to);
  }

  /**
   * @param x [n, inputs]
   * @return [n, outputs]
   */
  public Matrix forward(Pass pass, Matrix x) {
    if (pass.frozen() != null) {
      return infer(pass, x, activation);
    }
    Matrix y = product(pass, x, weights(), false);
    pass.kernels().biasAndActivation(y, bias(), activation);
    return y;
  }

  /** The layer of weights that don't change, with an activation behind it. */
  public Matrix infer(Pass pass, Matrix x, Activation f) {
    return infer(pass, x, pass.frozen().of(weights, from, to, pass.kernels()), bias(), f);
  }

  /**
   * The product of rows with weights, or with the transposed weights.
   *
   * @param x [n, inputs]
   * @return [n, outputs]
   */
  public static Matrix product(Pass pass, Matrix x, Matrix weights, boolean transposed) {
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

  /**
   * With weights that don't change.
   *
   * @param bias null for none
   */
  public static Matrix infer(
      Pass pass, Matrix x, PackedWeights weights, Matrix bias, Activation f) {
    Matrix y = pass.workspace().matrix(x.rows(), weights.outputs());
    Matrix rows = withoutGaps(pass, x);
    if (x.rows() <= FEW_ROWS && weights.block() > 0) {
      inferByOutputs(pass, rows, weights, bias, f, y);
      return y;
    }
    pass.team()
        .share(
            pass.kernels(),
            x.size() * y.columns(),
            x.rows(),
            1,
            (kernels, from, to) ->
                kernels.linear(rows.rows(from, to), weights, bias, f, y.rows(from, to)));
    return y;
  }

  /** Few rows take as long as reading the weights: so each of two reads its own half of them. */
  private static void inferByOutputs(
      Pass pass, Matrix x, PackedWeights weights, Matrix bias, Activation f, Matrix y) {
    Matrix parts = x.rows() == 1 ? y : pass.workspace().matrix(1, Math.toIntExact(y.size()));
    pass.team()
        .share(
            pass.kernels(),
            (long) x.columns() * y.columns() * Math.max(x.rows(), READING),
            y.columns(),
            weights.block(),
            (kernels, from, to) -> {
              if (to - from == y.columns()) {
                kernels.linear(x, weights, bias, f, y);
                return;
              }
              Matrix part =
                  parts.columns(from * x.rows(), to * x.rows()).reshape(x.rows(), to - from);
              kernels.linear(
                  x,
                  weights.outputs(from, to),
                  bias == null ? null : bias.columns(from, to),
                  f,
                  part);
              if (x.rows() > 1) {
                kernels.copy(part, y.columns(from, to));
              }
            });
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
    pass.kernels().activationBackwardOfValue(activation, y, dy);
    Matrix dx = pass.workspace().matrix(x.rows(), x.columns());
    addGradients(pass, x, dy);
    pass.kernels().multiply(dy, false, weights(), true, 0, dx);
    return dx;
  }

  /**
   * The same, adding to the gradient of the input.
   *
   * @param dx to which the gradient is added
   */
  public void backward(Pass pass, Matrix x, Matrix y, Matrix dy, Matrix dx) {
    pass.kernels().activationBackwardOfValue(activation, y, dy);
    addGradients(pass, x, dy);
    pass.kernels().multiply(dy, false, weights(), true, 1, dx);
  }

  private void addGradients(Pass pass, Matrix x, Matrix dz) {
    pass.kernels().multiply(x, true, dz, false, 1, pass.gradient(weights).columns(from, to));
    if (bias != null) {
      pass.kernels().addColumnSums(dz, pass.gradient(bias).columns(from, to));
    }
  }
}
