package org.neuralannotators.network.kernel.host;

/** Finds the largest numbers of rows without sorting them: most are below the least kept one. */
final class LargestNumbers {
  private final float[] values;
  private final int[] places;

  LargestNumbers(int count) {
    values = new float[count];
    places = new int[count];
  }

  /** At least as many numbers as are to be found. */
  void find(float[] row) {
    int last = values.length - 1;
    for (int j = 0; j <= last; j++) {
      insert(j, row[j], j);
    }
    // A local variable, which isn't read from memory for each number.
    float least = values[last];
    for (int j = values.length; j < row.length; j++) {
      if (row[j] > least) {
        insert(last, row[j], j);
        least = values[last];
      }
    }
  }

  /** Puts a number behind all that are no smaller; what is at the end of them falls out. */
  private void insert(int end, float value, int place) {
    int at = end;
    for (; at > 0 && values[at - 1] < value; at--) {
      values[at] = values[at - 1];
      places[at] = places[at - 1];
    }
    values[at] = value;
    places[at] = place;
  }

  /** What was found, in falling order. */
  float[] values() {
    return values;
  }

  /** Where it was. */
  int[] places() {
    return places;
  }
}
