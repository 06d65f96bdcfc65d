package org.neuralannotators.generate;

/**
 * A source and its target as numbers of pieces, without marks of begin and end.
 *
 * @param source the source's pieces
 * @param target the target's pieces
 */
// Arrays, as batches copy them; nobody compares examples.
@SuppressWarnings("ArrayRecordComponent")
public record ParallelExample(int[] source, int[] target) {
  /** How many pieces the network predicts: the target's and the end. */
  public int length() {
    return target.length + 1;
  }
}
