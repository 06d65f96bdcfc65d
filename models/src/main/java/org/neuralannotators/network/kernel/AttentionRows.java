package org.neuralannotators.network.kernel;

import java.util.Arrays;

/**
 * Which rows attend to which: the elements of each sequence to those of a sequence of keys, which
 * may be the same. Immutable.
 */
public final class AttentionRows {
  private final RaggedRows queries;
  private final int[] keyOffsets;
  private final int[] keyLengths;
  private final boolean causal;
  private final int[] pairOffsets;

  private AttentionRows(RaggedRows queries, int[] keyOffsets, int[] keyLengths, boolean causal) {
    this.queries = queries;
    this.keyOffsets = keyOffsets;
    this.keyLengths = keyLengths;
    this.causal = causal;
    if (keyOffsets.length != queries.sequences() || keyLengths.length != keyOffsets.length) {
      throw new IllegalArgumentException(
          "[%d] sequences with [%d] sequences of keys; expected as many"
              .formatted(queries.sequences(), keyOffsets.length));
    }
    pairOffsets = new int[keyLengths.length + 1];
    for (int i = 0; i < keyLengths.length; i++) {
      if (keyLengths[i] == 0 && queries.length(i) > 0) {
        throw new IllegalArgumentException(
            "Sequence [" + i + "] has nothing to attend to; expected at least one key");
      }
      pairOffsets[i + 1] =
          Math.addExact(pairOffsets[i], Math.multiplyExact(queries.length(i), keyLengths[i]));
    }
  }

  /** Each element of a sequence attends to all of them. */
  public static AttentionRows within(RaggedRows rows) {
    return across(rows, rows);
  }

  /** Each element of a sequence attends to those before it and to itself. */
  public static AttentionRows causal(RaggedRows rows) {
    return new AttentionRows(rows, offsets(rows), lengths(rows), true);
  }

  /** Each element of a sequence attends to all of the other sequence at the same place. */
  public static AttentionRows across(RaggedRows queries, RaggedRows keys) {
    return new AttentionRows(queries, offsets(keys), lengths(keys), false);
  }

  /**
   * Each element of a sequence attends to some rows of keys.
   *
   * @param keyOffsets the first row of keys of each sequence
   * @param keyLengths how many rows of keys each sequence has
   */
  public static AttentionRows to(RaggedRows queries, int[] keyOffsets, int[] keyLengths) {
    return new AttentionRows(queries, keyOffsets.clone(), keyLengths.clone(), false);
  }

  private static int[] offsets(RaggedRows rows) {
    int[] offsets = new int[rows.sequences()];
    Arrays.setAll(offsets, rows::offset);
    return offsets;
  }

  private static int[] lengths(RaggedRows rows) {
    int[] lengths = new int[rows.sequences()];
    Arrays.setAll(lengths, rows::length);
    return lengths;
  }

  /** Number of sequences. */
  public int sequences() {
    return keyLengths.length;
  }

  /** Number of pairs of an element and a key. */
  public int pairs() {
    return pairOffsets[sequences()];
  }

  /** Number of pairs of the sequences before one. */
  public int pairs(int sequence) {
    return pairOffsets[sequence];
  }

  /** How many elements a sequence has. */
  public int queryLength(int sequence) {
    return queries.length(sequence);
  }

  /** How many keys a sequence has. */
  public int keyLength(int sequence) {
    return keyLengths[sequence];
  }

  /** The rows of a sequence's elements. */
  public Matrix queries(int sequence, Matrix all) {
    return all.rows(queries.offset(sequence), queries.offset(sequence) + queries.length(sequence));
  }

  /** The rows of a sequence's keys. */
  public Matrix keys(int sequence, Matrix all) {
    int from = keyOffsets[sequence];
    return all.rows(from, from + keyLengths[sequence]);
  }

  /** A sequence's part of a number for each head and pair: [heads elements, keys]. */
  public Matrix pairs(int sequence, int heads, Matrix all) {
    return all.columns(heads * pairOffsets[sequence], heads * pairOffsets[sequence + 1])
        .reshape(heads * queries.length(sequence), keyLengths[sequence]);
  }

  /** Whether an element attends to none that is behind it. */
  boolean isCausal() {
    return causal;
  }
}
