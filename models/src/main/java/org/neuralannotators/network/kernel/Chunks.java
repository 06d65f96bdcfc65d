package org.neuralannotators.network.kernel;

/** Cuts a length into powers of two, the largest first, so that a few shapes serve all lengths. */
final class Chunks {
  private Chunks() {}

  /** Works on a part of what was cut. */
  @FunctionalInterface
  interface Task {
    void accept(int from, int to);
  }

  static void forEach(int length, Task task) {
    for (int from = 0; from < length; ) {
      int to = from + Integer.highestOneBit(length - from);
      task.accept(from, to);
      from = to;
    }
  }
}
