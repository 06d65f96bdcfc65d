package org.neuralannotators.lm.continuation;

import java.util.Arrays;

/**
 * What a network reads of a text: all of it, or where that is too much, the last half of what it
 * can read, so that there is room to go on.
 *
 * @param maximum pieces that it reads at once
 * @param begin what stands before each text, which stays there
 */
record Context(int maximum, int[] begin) {
  /** What is read of a text. */
  int[] of(int[] pieces) {
    if (fits(pieces.length)) {
      return pieces;
    }
    int kept = Math.max(1, maximum / 2);
    int[] last = Arrays.copyOfRange(pieces, pieces.length - kept, pieces.length);
    if (begin.length < kept) {
      System.arraycopy(begin, 0, last, 0, begin.length);
    }
    return last;
  }

  /** Whether a text of so many pieces is read as a whole. */
  boolean fits(int pieces) {
    return pieces <= maximum;
  }
}
