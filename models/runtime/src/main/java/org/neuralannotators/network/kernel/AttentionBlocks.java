package org.neuralannotators.network.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Sequences whose elements attend to those that are near, cut into blocks of adjacent elements: a
 * block needs the products with its own part of the keys alone.
 *
 * @param elements where the elements of each block lie
 * @param distance how far a key may be from an element
 * @param begins of each block the place in its sequence
 * @param keyBegins the place of its first key in its sequence
 * @param keyOffsets the row of its first key
 * @param keyLengths how many keys it has
 */
record AttentionBlocks(
    RaggedRows elements,
    int distance,
    int[] begins,
    int[] keyBegins,
    int[] keyOffsets,
    int[] keyLengths) {
  /**
   * @param distance how far a key may be from an element
   * @param size elements of a block, given the length of its sequence; at least 1
   */
  static AttentionBlocks of(RaggedRows rows, int distance, IntUnaryOperator size) {
    int[] sequences =
        IntStream.range(0, rows.sequences())
            .flatMap(
                i -> {
                  int block = size.applyAsInt(rows.length(i));
                  return IntStream.generate(() -> i).limit((rows.length(i) + block - 1) / block);
                })
            .toArray();
    int[] begins = new int[sequences.length];
    int[] lengths = new int[sequences.length];
    int[] keyBegins = new int[sequences.length];
    int[] keyOffsets = new int[sequences.length];
    int[] keyLengths = new int[sequences.length];
    for (int b = 0; b < sequences.length; b++) {
      int sequence = sequences[b];
      int length = rows.length(sequence);
      boolean follows = b > 0 && sequences[b - 1] == sequence;
      begins[b] = follows ? begins[b - 1] + lengths[b - 1] : 0;
      lengths[b] = Math.min(size.applyAsInt(length), length - begins[b]);
      keyBegins[b] = Math.max(0, begins[b] - distance);
      keyOffsets[b] = rows.offset(sequence) + keyBegins[b];
      int last = begins[b] + lengths[b] - 1;
      keyLengths[b] = (int) Math.min(length, (long) last + distance + 1) - keyBegins[b];
    }
    return new AttentionBlocks(
        new RaggedRows(lengths), distance, begins, keyBegins, keyOffsets, keyLengths);
  }

  /** Whether all keys of all blocks are near all elements. */
  boolean seeAll() {
    return IntStream.range(0, begins.length)
        .allMatch(
            b ->
                begins[b] + elements.length(b) - 1 - keyBegins[b] <= distance
                    && keyBegins[b] + keyLengths[b] - 1 - begins[b] <= distance);
  }

  /** The first key from one on that is too far from an element of a block, or is none of it. */
  int nextHidden(int block, int element, int from) {
    int place = begins[block] + element - keyBegins[block];
    return from < place - distance ? from : (int) Math.max(from, (long) place + distance + 1);
  }

  /** Whether two blocks may have a key in common. */
  boolean sharesKeys() {
    return Arrays.stream(begins).anyMatch(begin -> begin > 0);
  }
}
