package org.neuralannotators.network.kernel.host;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.function.Consumer;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Losses and searches over rows of single-precision matrices in the CPU's memory, for {@link
 * Kernels}.
 */
public final class HostLosses {
  private HostLosses() {}

  public static double crossEntropy(Matrix probabilities, Indices labels, double weight) {
    FloatBuffer values = HostAccess.floatBuffer(probabilities);
    IntBuffer numbers = HostAccess.intBuffer(labels);
    double sum = 0;
    for (int i = 0; i < probabilities.rows(); i++) {
      int at = HostAccess.start(probabilities, i);
      int label = at + numbers.get(HostAccess.start(labels) + i);
      sum -= Math.log(Math.max(Float.MIN_NORMAL, values.get(label)));
      values.put(label, values.get(label) - 1);
      for (int j = 0; j < probabilities.columns(); j++) {
        values.put(at + j, values.get(at + j) * (float) weight);
      }
    }
    return weight * sum;
  }

  public static double smoothedCrossEntropy(
      Matrix scores, Indices labels, double smoothing, double weight, Consumer<Matrix> softmax) {
    int columns = scores.columns();
    float spread = (float) (smoothing / columns);
    FloatBuffer values = HostAccess.floatBuffer(scores);
    IntBuffer numbers = HostAccess.intBuffer(labels);
    float[] row = new float[columns];
    double[] expected = new double[scores.rows()];
    int[] best = new int[scores.rows()];
    for (int i = 0; i < scores.rows(); i++) {
      values.get(HostAccess.start(scores, i), row);
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += row[j];
        best[i] = row[j] > row[best[i]] ? j : best[i];
      }
      // Against the largest score, whose probability is never too small for a logarithm.
      int label = numbers.get(HostAccess.start(labels) + i);
      expected[i] = row[best[i]] - (1 - smoothing) * row[label] - smoothing * (sum / columns);
    }
    softmax.accept(scores);
    double loss = 0;
    float factor = (float) weight;
    for (int i = 0; i < scores.rows(); i++) {
      values.get(HostAccess.start(scores, i), row);
      loss += expected[i] - Math.log(row[best[i]]);
      row[numbers.get(HostAccess.start(labels) + i)] -= (float) (1 - smoothing);
      for (int j = 0; j < columns; j++) {
        row[j] = (row[j] - spread) * factor;
      }
      values.put(HostAccess.start(scores, i), row);
    }
    return weight * loss;
  }

  public static void largest(Matrix x, Matrix values, Indices columns) {
    FloatBuffer from = HostAccess.floatBuffer(x);
    FloatBuffer to = HostAccess.floatBuffer(values);
    IntBuffer places = HostAccess.intBuffer(columns);
    float[] row = new float[x.columns()];
    LargestNumbers largest = new LargestNumbers(values.columns());
    for (int i = 0; i < x.rows(); i++) {
      from.get(HostAccess.start(x, i), row);
      largest.find(row);
      to.put(HostAccess.start(values, i), largest.values());
      places.put(HostAccess.start(columns) + i * values.columns(), largest.places());
    }
  }
}
