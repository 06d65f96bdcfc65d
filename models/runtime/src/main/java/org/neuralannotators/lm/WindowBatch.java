package org.neuralannotators.lm;

import java.util.List;
import java.util.function.Function;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * Windows of different streams that are computed together.
 *
 * @param windows all of one length
 */
record WindowBatch(List<? extends Window> windows) {
  WindowBatch {
    if (windows.stream().mapToInt(Window::length).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "Windows of lengths %s; expected one length"
              .formatted(windows.stream().map(Window::length).toList()));
    }
  }

  /** The layout of their steps. */
  PackedSequence packed() {
    return new PackedSequence(windows.stream().mapToInt(Window::length).toArray());
  }

  /** Steps of all windows in one direction. */
  int steps() {
    return windows.size() * windows.get(0).length();
  }

  /** The numbers of one direction in the order of the layout: step after step. */
  int[] rows(Function<Window, int[]> numbers) {
    int count = windows.size();
    int[] rows = new int[steps()];
    for (int i = 0; i < count; i++) {
      int[] own = numbers.apply(windows.get(i));
      for (int t = 0; t < own.length; t++) {
        rows[t * count + i] = own[t];
      }
    }
    return rows;
  }
}
