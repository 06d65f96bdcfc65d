package org.neuralannotators.network.kernel;

import java.nio.FloatBuffer;

/** Turns pairs of columns of a single-precision matrix in the CPU's memory, for {@link Kernels}. */
final class HostRotation {
  private HostRotation() {}

  /** Row by row on the heap, where the loops are vectorised. */
  static void rotate(Matrix x, Matrix cosines, Matrix sines, boolean back) {
    FloatBuffer memory = HostAccess.floatBuffer(x);
    FloatBuffer cosine = HostAccess.floatBuffer(cosines);
    FloatBuffer sine = HostAccess.floatBuffer(sines);
    float[] row = new float[x.columns()];
    float[] turned = new float[x.columns()];
    float[] c = new float[cosines.columns()];
    float[] s = new float[cosines.columns()];
    for (int i = 0; i < x.rows(); i++) {
      cosine.get(HostAccess.start(cosines, i), c);
      sine.get(HostAccess.start(sines, i), s);
      if (back) {
        negate(s);
      }
      memory.get(HostAccess.start(x, i), row);
      for (int block = 0; block < row.length; block += 2 * c.length) {
        turn(row, block, block + c.length, c, s, turned);
      }
      memory.put(HostAccess.start(x, i), turned);
    }
  }

  private static void negate(float[] s) {
    for (int k = 0; k < s.length; k++) {
      s[k] = -s[k];
    }
  }

  private static void turn(
      float[] row, int first, int second, float[] c, float[] s, float[] turned) {
    for (int k = 0; k < c.length; k++) {
      turned[first + k] = row[first + k] * c[k] - row[second + k] * s[k];
    }
    for (int k = 0; k < c.length; k++) {
      turned[second + k] = row[second + k] * c[k] + row[first + k] * s[k];
    }
  }
}
