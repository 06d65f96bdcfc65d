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
    int half = cosines.columns();
    float[] first = new float[half];
    float[] second = new float[half];
    float[] turned = new float[2 * half];
    float[] c = new float[half];
    float[] s = new float[half];
    for (int i = 0; i < x.rows(); i++) {
      cosine.get(HostAccess.start(cosines, i), c);
      sine.get(HostAccess.start(sines, i), s);
      if (back) {
        negate(s);
      }
      int end = HostAccess.start(x, i) + x.columns();
      for (int at = HostAccess.start(x, i); at < end; at += 2 * half) {
        memory.get(at, first);
        memory.get(at + half, second);
        turn(first, second, c, s, turned);
        memory.put(at, turned);
      }
    }
  }

  private static void negate(float[] s) {
    for (int k = 0; k < s.length; k++) {
      s[k] = -s[k];
    }
  }

  private static void turn(float[] first, float[] second, float[] c, float[] s, float[] turned) {
    int half = c.length;
    for (int k = 0; k < half; k++) {
      turned[k] = first[k] * c[k] - second[k] * s[k];
    }
    for (int k = 0; k < half; k++) {
      turned[half + k] = second[k] * c[k] + first[k] * s[k];
    }
  }
}
