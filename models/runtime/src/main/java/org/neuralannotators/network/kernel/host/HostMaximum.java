package org.neuralannotators.network.kernel.host;

import java.nio.FloatBuffer;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * The largest elements over time, of single-precision matrices in the CPU's memory, for {@link
 * Kernels}.
 */
public final class HostMaximum {
  private HostMaximum() {}

  public static void forward(PackedSequence packed, Matrix x, Matrix maxima, Matrix steps) {
    FloatBuffer values = HostAccess.floatBuffer(x);
    FloatBuffer best = HostAccess.floatBuffer(maxima);
    FloatBuffer at = HostAccess.floatBuffer(steps);
    fill(maxima, Float.NEGATIVE_INFINITY);
    fill(steps, -1);
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        int from = HostAccess.start(x, packed.row(i, t));
        int to = HostAccess.start(maxima, packed.original(i));
        int step = HostAccess.start(steps, packed.original(i));
        for (int j = 0; j < x.columns(); j++) {
          float value = values.get(from + j);
          if (value > best.get(to + j)) {
            best.put(to + j, value);
            at.put(step + j, t);
          }
        }
      }
    }
    for (int i = packed.sequences() - 1; i >= 0 && packed.length(i) == 0; i--) {
      fill(maxima.rows(packed.original(i), packed.original(i) + 1), 0);
    }
  }

  public static void backward(PackedSequence packed, Matrix steps, Matrix dMaxima, Matrix dx) {
    FloatBuffer at = HostAccess.floatBuffer(steps);
    FloatBuffer from = HostAccess.floatBuffer(dMaxima);
    FloatBuffer to = HostAccess.floatBuffer(dx);
    fill(dx, 0);
    for (int i = 0; i < packed.sequences() && packed.length(i) > 0; i++) {
      int step = HostAccess.start(steps, packed.original(i));
      int gradient = HostAccess.start(dMaxima, packed.original(i));
      for (int j = 0; j < dx.columns(); j++) {
        int t = (int) at.get(step + j);
        // Where all elements are NaN none is the largest.
        if (t >= 0) {
          to.put(HostAccess.start(dx, packed.row(i, t)) + j, from.get(gradient + j));
        }
      }
    }
  }

  private static void fill(Matrix x, float value) {
    FloatBuffer values = HostAccess.floatBuffer(x);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        values.put(HostAccess.start(x, i) + j, value);
      }
    }
  }
}
