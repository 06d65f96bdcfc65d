package org.neuralannotators.network.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where the elements of sequences of different lengths lie in one matrix without padding: sorted by
 * falling length, then step after step. Step {@code t} holds the {@code active(t)} sequences that
 * are longer than {@code t}, in sorted order, in adjacent rows. Immutable.
 */
public final class PackedSequence {
  private final int[] order;
  private final int[] lengths;
  private final int[] offsets;

  /**
   * @param lengths the length of each sequence, 0 allowed
   */
  public PackedSequence(int... lengths) {
    order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparing(i -> -lengths[i]))
            .mapToInt(i -> i)
            .toArray();
    this.lengths = Arrays.stream(order).map(i -> lengths[i]).toArray();
    int steps = order.length == 0 ? 0 : this.lengths[0];
    offsets = new int[steps + 1];
    int active = order.length;
    for (int t = 0; t < steps; t++) {
      while (this.lengths[active - 1] <= t) {
        active--;
      }
      offsets[t + 1] = Math.addExact(offsets[t], active);
    }
  }

  /** Number of sequences. */
  public int sequences() {
    return order.length;
  }

  /** Length of the longest sequence. */
  public int steps() {
    return offsets.length - 1;
  }

  /** Number of elements of all sequences. */
  public int rows() {
    return offsets[steps()];
  }

  /** Row of the first sequence's element at step {@code t}; for {@code steps()} the row count. */
  public int offset(int t) {
    return offsets[t];
  }

  /** How many sequences are longer than {@code t}. */
  public int active(int t) {
    return offsets[t + 1] - offsets[t];
  }

  /** The caller's number of the sequence that lies at a sorted position. */
  public int original(int position) {
    return order[position];
  }

  /** Length of the sequence at a sorted position. */
  public int length(int position) {
    return lengths[position];
  }

  /** Row of the element {@code t} of the sequence at a sorted position. */
  public int row(int position, int t) {
    return offsets[t] + position;
  }

  /** The row of each element, sequence after sequence in the caller's order. */
  public int[] places() {
    int[] positions = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      positions[order[i]] = i;
    }
    return Arrays.stream(positions)
        .flatMap(i -> IntStream.range(0, lengths[i]).map(t -> row(i, t)))
        .toArray();
  }

  /** For each row the sorted position of its sequence. */
  public int[] positions() {
    int[] positions = new int[rows()];
    for (int t = 0; t < steps(); t++) {
      for (int i = 0; i < active(t); i++) {
        positions[offsets[t] + i] = i;
      }
    }
    return positions;
  }

  /** For each row the row of the same sequence read backwards: a permutation, its own inverse. */
  public int[] reversal() {
    int[] reversal = new int[rows()];
    for (int t = 0; t < steps(); t++) {
      for (int i = 0; i < active(t); i++) {
        reversal[offsets[t] + i] = row(i, lengths[i] - 1 - t);
      }
    }
    return reversal;
  }
}
