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
    int kept = 0;
    int last = values.length - 1;
    for (int j = 0; j < row.length; j++) {
      if (kept <= last || row[j] > values[last]) {
        int at = Math.min(kept, last);
        for (; at > 0 && values[at - 1] < row[j]; at--) {
          values[at] = values[at - 1];
          places[at] = places[at - 1];
        }
        values[at] = row[j];
        places[at] = j;
        kept = Math.min(kept + 1, values.length);
      }
    }
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
