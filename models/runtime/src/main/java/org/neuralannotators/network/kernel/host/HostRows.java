package org.neuralannotators.network.kernel.host;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;

/** Loops over rows of single-precision matrices in the CPU's memory, for {@link Kernels}. */
public final class HostRows {
  private HostRows() {}

  public static void interpolate(Matrix gate, Matrix a, Matrix b, Matrix y) {
    FloatBuffer gates = HostAccess.floatBuffer(gate);
    FloatBuffer first = HostAccess.floatBuffer(a);
    FloatBuffer second = HostAccess.floatBuffer(b);
    FloatBuffer to = HostAccess.floatBuffer(y);
    for (int i = 0; i < y.rows(); i++) {
      int g = HostAccess.start(gate, i);
      int p = HostAccess.start(a, i);
      int q = HostAccess.start(b, i);
      int out = HostAccess.start(y, i);
      for (int j = 0; j < y.columns(); j++) {
        float share = gates.get(g + j);
        to.put(out + j, share * first.get(p + j) + (1 - share) * second.get(q + j));
      }
    }
  }

  public static void interpolateBackward(
      Matrix gate, Matrix a, Matrix b, Matrix dy, Matrix dGate, Matrix da, Matrix db) {
    FloatBuffer gates = HostAccess.floatBuffer(gate);
    FloatBuffer first = HostAccess.floatBuffer(a);
    FloatBuffer second = HostAccess.floatBuffer(b);
    FloatBuffer gradients = HostAccess.floatBuffer(dy);
    FloatBuffer toGate = HostAccess.floatBuffer(dGate);
    FloatBuffer toFirst = HostAccess.floatBuffer(da);
    FloatBuffer toSecond = HostAccess.floatBuffer(db);
    for (int i = 0; i < dy.rows(); i++) {
      for (int j = 0; j < dy.columns(); j++) {
        float share = gates.get(HostAccess.start(gate, i) + j);
        float gradient = gradients.get(HostAccess.start(dy, i) + j);
        float difference =
            first.get(HostAccess.start(a, i) + j) - second.get(HostAccess.start(b, i) + j);
        toGate.put(HostAccess.start(dGate, i) + j, gradient * difference);
        toFirst.put(HostAccess.start(da, i) + j, gradient * share);
        toSecond.put(HostAccess.start(db, i) + j, gradient * (1 - share));
      }
    }
  }

  public static void add(Matrix x, Matrix y) {
    FloatBuffer from = HostAccess.floatBuffer(x);
    FloatBuffer to = HostAccess.floatBuffer(y);
    for (int i = 0; i < y.rows(); i++) {
      add(from, HostAccess.start(x, i), to, HostAccess.start(y, i), y.columns());
    }
  }

  public static void scatterAdd(Matrix values, Indices rows, Matrix table) {
    IntBuffer numbers = HostAccess.intBuffer(rows);
    FloatBuffer from = HostAccess.floatBuffer(values);
    FloatBuffer to = HostAccess.floatBuffer(table);
    for (int i = 0; i < rows.length(); i++) {
      int row = numbers.get(HostAccess.start(rows) + i);
      add(from, HostAccess.start(values, i), to, HostAccess.start(table, row), values.columns());
    }
  }

  public static void scaleRows(Matrix x, Matrix factors, Indices rows) {
    IntBuffer numbers = HostAccess.intBuffer(rows);
    FloatBuffer values = HostAccess.floatBuffer(x);
    FloatBuffer by = HostAccess.floatBuffer(factors);
    for (int i = 0; i < x.rows(); i++) {
      int at = HostAccess.start(x, i);
      int factor = HostAccess.start(factors, numbers.get(HostAccess.start(rows) + i));
      for (int j = 0; j < x.columns(); j++) {
        values.put(at + j, values.get(at + j) * by.get(factor + j));
      }
    }
  }

  public static void divideRows(Matrix x, Matrix divisors) {
    FloatBuffer values = HostAccess.floatBuffer(x);
    FloatBuffer by = HostAccess.floatBuffer(divisors);
    for (int i = 0; i < x.rows(); i++) {
      int at = HostAccess.start(x, i);
      float factor = 1 / by.get(HostAccess.start(divisors, i));
      for (int j = 0; j < x.columns(); j++) {
        values.put(at + j, values.get(at + j) * factor);
      }
    }
  }

  private static void add(FloatBuffer from, int source, FloatBuffer to, int target, int count) {
    for (int j = 0; j < count; j++) {
      to.put(target + j, to.get(target + j) + from.get(source + j));
    }
  }
}
