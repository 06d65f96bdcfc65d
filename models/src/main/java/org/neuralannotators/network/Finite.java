package org.neuralannotators.network;

/** Whether numbers are neither infinite nor NaN. Thread-safe. */
public final class Finite {
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int INFINITY = 0x7f800000;

  private Finite() {}

  /** Whether all numbers are finite. */
  public static boolean all(float[] values) {
    // A loop without a way out is compiled to vector instructions.
    int largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & MAGNITUDE);
    }
    return largest < INFINITY;
  }
}
