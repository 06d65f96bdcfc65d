package org.neuralannotators.encode.elmo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A trained mean of layers (Peters et al. 2018, equation 1): {@code gamma} times the sum of the
 * layers, each by its share, the softmax of the weights. The layers may be normalised before, each
 * row for itself (Ba et al. 2016, as the paper has it; bilm-tf takes the moments of a whole batch,
 * so that a sentence's vectors depend on the others).
 */
public final class ScalarMix {
  /** As bilm-tf has it. */
  private static final double EPSILON = 1e-12;

  private final Parameter weights;
  private final Parameter gamma;
  private final boolean normalized;

  /**
   * @param layers how many there are
   * @param normalized whether layers are normalised before
   */
  public ScalarMix(Parameters parameters, String name, int layers, boolean normalized) {
    weights = parameters.add(name + ".weights", 1, layers, Initializer.zeros());
    gamma = parameters.add(name + ".gamma", 1, 1, Initializer.ones());
    this.normalized = normalized;
  }

  /** Sets the factor, which initialisation makes 1; the parameters have memory. */
  public void setGamma(double value) {
    gamma.value().write(new double[] {value});
  }

  /**
   * What a forward pass leaves for the backward pass.
   *
   * @param layers as they came
   * @param moments of each layer's rows, where they are normalised
   * @param mixed what is mixed, a row for each layer
   * @param shares [1, layers], the softmax of the weights
   * @param output [rows, columns]
   */
  public record Trace(
      List<Matrix> layers, List<Matrix> moments, Matrix mixed, Matrix shares, Matrix output) {}

  /**
   * @param layers each [rows, columns]
   */
  public Trace forward(Pass pass, List<Matrix> layers) {
    int rows = layers.get(0).rows();
    int columns = layers.get(0).columns();
    Matrix mixed = pass.workspace().matrix(layers.size(), Math.multiplyExact(rows, columns));
    List<Matrix> moments = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Matrix row = row(mixed, i, rows, columns);
      if (normalized) {
        moments.add(pass.training() ? pass.workspace().matrix(2, rows) : null);
        pass.kernels()
            .layerNorm(
                layers.get(i),
                ones(pass, columns),
                zeros(pass, columns),
                EPSILON,
                row,
                moments.get(i));
      } else {
        pass.kernels().copy(layers.get(i), row);
      }
    }
    Matrix shares = pass.workspace().matrix(1, layers.size()).copyFrom(weights.value());
    pass.kernels().softmax(shares);
    Matrix output = pass.workspace().matrix(rows, columns);
    pass.kernels()
        .multiply(scaled(pass, shares), false, mixed, false, 0, output.reshape(1, rows * columns));
    return new Trace(layers, moments, mixed, shares, output);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output, without gaps
   * @return gradients of the layers
   */
  public List<Matrix> backward(Pass pass, Trace trace, Matrix dOutput) {
    parametersBackward(pass, trace, dOutput);
    int rows = dOutput.rows();
    int columns = dOutput.columns();
    Matrix dMixed = pass.workspace().matrix(trace.mixed().rows(), trace.mixed().columns());
    pass.kernels()
        .multiply(
            scaled(pass, trace.shares()),
            true,
            dOutput.reshape(1, rows * columns),
            false,
            0,
            dMixed);
    List<Matrix> dLayers = new ArrayList<>();
    for (int i = 0; i < trace.layers().size(); i++) {
      Matrix d = row(dMixed, i, rows, columns);
      if (normalized) {
        Matrix dx = pass.workspace().matrix(rows, columns);
        pass.kernels()
            .layerNormBackward(
                trace.layers().get(i),
                ones(pass, columns),
                EPSILON,
                trace.moments().get(i),
                d,
                dx,
                zeros(pass, columns),
                zeros(pass, columns));
        d = dx;
      }
      dLayers.add(d);
    }
    return dLayers;
  }

  /** The same for layers that don't learn: adds to the parameters' gradients only. */
  public void parametersBackward(Pass pass, Trace trace, Matrix dOutput) {
    Matrix flat = dOutput.reshape(1, dOutput.rows() * dOutput.columns());
    Matrix dScaled = pass.workspace().matrix(1, trace.layers().size());
    pass.kernels().multiply(flat, false, trace.mixed(), true, 0, dScaled);
    weightsBackward(pass, trace.shares().toDoubles(), dScaled.toDoubles());
  }

  private void weightsBackward(Pass pass, double[] shares, double[] dScaled) {
    double mean = 0;
    for (int i = 0; i < shares.length; i++) {
      mean += shares[i] * dScaled[i];
    }
    double factor = gamma.value().toDoubles()[0];
    double[] dWeights = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      dWeights[i] = factor * shares[i] * (dScaled[i] - mean);
    }
    pass.gradient(weights).add(pass.workspace().matrix(1, shares.length).write(dWeights));
    pass.gradient(gamma).add(pass.workspace().matrix(1, 1).write(new double[] {mean}));
  }

  /** The shares times gamma. */
  private Matrix scaled(Pass pass, Matrix shares) {
    Matrix scaled = pass.workspace().matrix(1, shares.columns());
    pass.kernels().multiply(gamma.value(), false, shares, false, 0, scaled);
    return scaled;
  }

  private static Matrix row(Matrix mixed, int layer, int rows, int columns) {
    return mixed.rows(layer, layer + 1).reshape(rows, columns);
  }

  private static Matrix ones(Pass pass, int columns) {
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    return pass.workspace().matrix(1, columns).write(ones);
  }

  private static Matrix zeros(Pass pass, int columns) {
    return pass.workspace().zeros(1, columns);
  }
}
