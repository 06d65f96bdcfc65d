package org.neuralannotators.lm;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The largest of many numbers. */
public final class Largest {
  private Largest() {}

  /**
   * Where they are, the largest first; of equal ones the first.
   *
   * @param most how many are wanted
   * @return as many or, where there are fewer numbers, all
   */
  public static int[] of(double[] numbers, int most) {
    Comparator<Integer> rising = Comparator.comparingDouble(i -> numbers[i]);
    PriorityQueue<Integer> kept =
        new PriorityQueue<>(rising.thenComparing(Comparator.reverseOrder()));
    for (int i = 0; i < numbers.length; i++) {
      if (kept.size() < most) {
        kept.add(i);
      } else if (numbers[i] > numbers[kept.peek()]) {
        kept.remove();
        kept.add(i);
      }
    }
    int[] largest = new int[kept.size()];
    for (int i = largest.length - 1; i >= 0; i--) {
      largest[i] = kept.remove();
    }
    return largest;
  }
}
