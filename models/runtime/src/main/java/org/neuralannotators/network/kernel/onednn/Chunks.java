package org.neuralannotators.network.kernel.onednn;

/** Cuts a length into powers of two, the largest first, so that a few shapes serve all lengths. */
final class Chunks {
  /** Up to this many rows are one product. */
  static final int FEW_ROWS = 32;

  /** More rows are cut into parts up to this. */
  static final int MOST_ROWS = 512;

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

  /** Cuts the rows of a product. */
  static void ofProduct(int rows, Task task) {
    for (int from = 0; from < rows; ) {
      int left = rows - from;
      int to = from + (left <= FEW_ROWS ? left : Math.min(MOST_ROWS, Integer.highestOneBit(left)));
      task.accept(from, to);
      from = to;
    }
  }
}
