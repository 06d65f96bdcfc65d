package org.neuralannotators.crf;

import java.util.Arrays;

/**
 * Which labels may follow each other.
 *
 * @param starts for each label whether a sentence may begin with it
 * @param transitions for each label which labels may follow
 * @param ends for each label whether a sentence may end with it
 */
public record TransitionConstraints(boolean[] starts, boolean[][] transitions, boolean[] ends) {
  /** Everything is allowed. */
  public static TransitionConstraints none(int labels) {
    boolean[] all = new boolean[labels];
    Arrays.fill(all, true);
    boolean[][] pairs = new boolean[labels][];
    Arrays.fill(pairs, all);
    return new TransitionConstraints(all, pairs, all);
  }

  /** Number of labels. */
  public int labels() {
    return starts.length;
  }
}
