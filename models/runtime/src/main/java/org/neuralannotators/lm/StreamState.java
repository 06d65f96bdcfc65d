package org.neuralannotators.lm;

/**
 * Where a network has got to in a stream: the numbers that its layers carry from a window to the
 * next. Each window's pass replaces them, so a stream's windows must be read in order, and no two
 * at a time.
 */
public final class StreamState {
  private double[] numbers;

  /** Whether no window was read yet. */
  boolean isNew() {
    return numbers == null;
  }

  double[] numbers() {
    return numbers;
  }

  void set(double[] now) {
    numbers = now;
  }
}
