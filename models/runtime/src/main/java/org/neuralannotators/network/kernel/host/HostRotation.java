package org.neuralannotators.network.kernel.host;

import java.nio.FloatBuffer;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;

/** Turns pairs of columns of a single-precision matrix in the CPU's memory, for {@link Kernels}. */
public final class HostRotation {
  private HostRotation() {}

  /**
   * Row by row on the heap, in one loop over all blocks: loops over a block's half are too short.
   */
  public static void rotate(Matrix x, Matrix cosines, Matrix sines, boolean back) {
    FloatBuffer memory = HostAccess.floatBuffer(x);
    FloatBuffer cosine = HostAccess.floatBuffer(cosines);
    FloatBuffer sine = HostAccess.floatBuffer(sines);
    int half = cosines.columns();
    float[] row = new float[x.columns()];
    float[] partners = new float[x.columns()];
    float[] c = new float[x.columns()];
    float[] s = new float[x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      cosine.get(HostAccess.start(cosines, i), c, 0, half);
      cosine.get(HostAccess.start(cosines, i), c, half, half);
      sine.get(HostAccess.start(sines, i), s, 0, half);
      sine.get(HostAccess.start(sines, i), s, half, half);
      for (int k = 0; k < half; k++) {
        s[back ? half + k : k] *= -1;
      }
      repeat(c, 2 * half);
      repeat(s, 2 * half);
      memory.get(HostAccess.start(x, i), row);
      for (int block = 0; block < row.length; block += 2 * half) {
        System.arraycopy(row, block + half, partners, block, half);
        System.arraycopy(row, block, partners, block + half, half);
      }
      turn(row, partners, c, s);
      memory.put(HostAccess.start(x, i), row);
    }
  }

  /** Fills an array with what it begins with. */
  private static void repeat(float[] numbers, int length) {
    for (int filled = length; filled < numbers.length; filled *= 2) {
      System.arraycopy(numbers, 0, numbers, filled, Math.min(filled, numbers.length - filled));
    }
  }

  private static void turn(float[] row, float[] partners, float[] c, float[] s) {
    for (int j = 0; j < row.length; j++) {
      row[j] = row[j] * c[j] + partners[j] * s[j];
    }
  }
}
