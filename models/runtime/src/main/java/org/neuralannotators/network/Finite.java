package org.neuralannotators.network;

/** Whether numbers are neither infinite nor NaN. Thread-safe. */
public final class Finite {
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITY = 0x7f800000;
  private static final int CHUNK = 1 << 12;

  private Finite() {}

  /** Whether all numbers are finite. */
  public static boolean all(float[] values) {
    boolean finite = true;
    for (int from = 0; from < values.length; from += CHUNK) {
      finite &= largest(values, from, Math.min(values.length, from + CHUNK)) < INFINITY;
    }
    return finite;
  }

  // Called often and without a way out of its loop, it is soon compiled to vector instructions.
  private static int largest(float[] values, int from, int to) {
    int largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(values[i]) & MAGNITUDE);
    }
    return largest;
  }
}
