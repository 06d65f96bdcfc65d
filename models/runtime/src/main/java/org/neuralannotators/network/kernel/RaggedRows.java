package org.neuralannotators.network.kernel;

/**
 * Where the elements of sequences of different lengths lie in one matrix without padding: sequence
 * after sequence, each in adjacent rows. Immutable.
 *
 * @see PackedSequence the layout for recurrent layers
 */
public final class RaggedRows {
  private final int[] offsets;

  /**
   * @param lengths the length of each sequence, 0 allowed
   */
  public RaggedRows(int... lengths) {
    offsets = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      offsets[i + 1] = Math.addExact(offsets[i], lengths[i]);
    }
  }

  /** Number of sequences. */
  public int sequences() {
    return offsets.length - 1;
  }

  /** Number of elements of all sequences. */
  public int rows() {
    return offsets[sequences()];
  }

  /** The first row of a sequence. */
  public int offset(int sequence) {
    return offsets[sequence];
  }

  /** The length of a sequence. */
  public int length(int sequence) {
    return offsets[sequence + 1] - offsets[sequence];
  }

  /** The length of the longest sequence; 0 where there is none. */
  public int longest() {
    int longest = 0;
    for (int i = 0; i < sequences(); i++) {
      longest = Math.max(longest, length(i));
    }
    return longest;
  }

  /** For each row its place in its sequence, from 0. */
  public int[] positions() {
    int[] positions = new int[rows()];
    for (int i = 0; i < sequences(); i++) {
      for (int j = 0; j < length(i); j++) {
        positions[offsets[i] + j] = j;
      }
    }
    return positions;
  }
}
