package org.neuralannotators.network.kernel.host;

import java.nio.FloatBuffer;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Root mean square normalisation of single-precision matrices in the CPU's memory, row by row on
 * the heap, for {@link Kernels}.
 */
public final class HostRmsNorm {
  private HostRmsNorm() {}

  public static void forward(Matrix x, Matrix gain, double epsilon, Matrix y, Matrix squares) {
    FloatBuffer from = HostAccess.floatBuffer(x);
    FloatBuffer to = HostAccess.floatBuffer(y);
    float[] factors = gain.toFloats();
    float[] row = new float[x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      from.get(HostAccess.start(x, i), row);
      float mean = sum(row, row) / row.length;
      if (squares != null) {
        HostAccess.floatBuffer(squares).put(HostAccess.start(squares, 0) + i, mean);
      }
      float scale = (float) (1 / Math.sqrt(mean + epsilon));
      for (int j = 0; j < row.length; j++) {
        row[j] *= scale * factors[j];
      }
      to.put(HostAccess.start(y, i), row);
    }
  }

  public static void backward(
      Matrix x, Matrix gain, double epsilon, Matrix squares, Matrix dy, Matrix dx, Matrix dGain) {
    FloatBuffer from = HostAccess.floatBuffer(x);
    FloatBuffer gradients = HostAccess.floatBuffer(dy);
    FloatBuffer to = HostAccess.floatBuffer(dx);
    float[] means = squares.toFloats();
    float[] factors = gain.toFloats();
    float[] dFactors = dGain.toFloats();
    float[] row = new float[x.columns()];
    float[] gradient = new float[x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      from.get(HostAccess.start(x, i), row);
      gradients.get(HostAccess.start(dy, i), gradient);
      float scale = (float) (1 / Math.sqrt(means[i] + epsilon));
      for (int j = 0; j < row.length; j++) {
        row[j] *= scale;
        dFactors[j] += row[j] * gradient[j];
        gradient[j] *= factors[j];
      }
      float along = sum(gradient, row) / row.length;
      for (int j = 0; j < row.length; j++) {
        gradient[j] = scale * (gradient[j] - along * row[j]);
      }
      to.put(HostAccess.start(dx, i), gradient);
    }
    dGain.write(dFactors);
  }

  /** The sum of products, in several parts, which are added side by side. */
  private static float sum(float[] x, float[] y) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d);
  }
}
