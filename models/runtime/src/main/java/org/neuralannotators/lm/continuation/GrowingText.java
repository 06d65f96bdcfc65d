package org.neuralannotators.lm.continuation;

import java.util.List;

/** A text in the making, with all ways in which it may go on: a row each. Not thread-safe. */
interface GrowingText {
  /**
   * The pieces of each row, those of the prompt first; all rows are of equal length.
   *
   * @return none when the text has ended
   */
  List<int[]> rows();

  /**
   * Each row goes on, or ends.
   *
   * @param scores of each row the scores of all pieces to come next; may be changed
   * @return which row each of the rows now was before, rising
   */
  int[] advance(double[][] scores);

  /** How the text went on; only when it has ended. */
  Continuation continuation();
}
