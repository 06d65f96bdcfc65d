package org.neuralannotators.network.kernel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows attend to which: the elements of each sequence to those of a sequence of keys, which
 * may be the same. Immutable.
 */
public final class AttentionRows {
  /** Pairs of a head at a time where a sequence is long, which bounds the memory. */
  private static final int MOST_PAIRS = 1 << 19;

  /** Elements of a block whose scores stay in the caches. */
  private static final int CAUSAL_BLOCK = 64;

  private final RaggedRows queries;
  private final int[] keyOffsets;
  private final int[] keyLengths;
  private final int[] pairOffsets;

  /** Null where all keys are attended to. */
  private final HiddenKeys hidden;

  private final boolean sharesKeys;

  private AttentionRows(RaggedRows queries, int[] keyOffsets, int[] keyLengths, HiddenKeys hidden) {
    this(queries, keyOffsets, keyLengths, hidden, false);
  }

  private AttentionRows(
      RaggedRows queries,
      int[] keyOffsets,
      int[] keyLengths,
      HiddenKeys hidden,
      boolean sharesKeys) {
    this.sharesKeys = sharesKeys;
    this.queries = queries;
    this.keyOffsets = keyOffsets;
    this.keyLengths = keyLengths;
    this.hidden = hidden;
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

  /** Which keys aren't attended to. */
  private interface HiddenKeys {
    /** The first one from a key on, for an element of a sequence; it may be behind all keys. */
    int next(int sequence, int element, int from);
  }

  /** Each element of a sequence attends to all of them. */
  public static AttentionRows within(RaggedRows rows) {
    return across(rows, rows);
  }

  /** The same, long sequences cut into blocks of elements, so that scores take less memory. */
  public static AttentionRows withinByBlocks(RaggedRows rows) {
    return of(
        AttentionBlocks.of(
            rows, Integer.MAX_VALUE, length -> Math.max(1, MOST_PAIRS / Math.max(1, length))));
  }

  /**
   * Each element of a sequence attends to those near it and to itself. Long sequences are cut into
   * blocks of elements, each of which is a sequence here.
   *
   * @param distance how many elements on each side are near
   */
  public static AttentionRows near(RaggedRows rows, int distance) {
    int size = Math.max(1, Math.min(distance, Integer.MAX_VALUE / 2));
    return of(AttentionBlocks.of(rows, distance, length -> length <= 2 * size ? 2 * size : size));
  }

  private static AttentionRows of(AttentionBlocks blocks) {
    return new AttentionRows(
        blocks.elements(),
        blocks.keyOffsets(),
        blocks.keyLengths(),
        blocks.seeAll() ? null : blocks::nextHidden,
        blocks.sharesKeys());
  }

  /** Each element of a sequence attends to those before it and to itself. */
  public static AttentionRows causal(RaggedRows rows) {
    return causal(rows, 0);
  }

  /**
   * Each element of a sequence attends to itself and to some before it.
   *
   * @param window how many in all; 0 for all
   */
  public static AttentionRows causal(RaggedRows rows, int window) {
    return behind(rows, offsets(rows), lengths(rows), window);
  }

  /**
   * The elements of a sequence are the last of its keys; each attends to its own and to some before
   * it.
   *
   * @param keyOffsets the first row of keys of each sequence
   * @param keyLengths how many rows of keys each sequence has
   * @param window how many an element attends to; 0 for all
   */
  public static AttentionRows behind(
      RaggedRows queries, int[] keyOffsets, int[] keyLengths, int window) {
    int[] lengths = keyLengths.clone();
    return new AttentionRows(
        queries,
        keyOffsets.clone(),
        lengths,
        (sequence, element, from) -> {
          int own = lengths[sequence] - queries.length(sequence) + element;
          boolean isOut = window > 0 && from <= own - window;
          return isOut ? from : Math.max(own + 1, from);
        });
  }

  /**
   * The same, sequences cut into blocks of elements, each of which is a sequence here: a block
   * needs no products with the keys behind it.
   */
  public static AttentionRows behindByBlocks(
      RaggedRows queries, int[] keyOffsets, int[] keyLengths, int window) {
    IntStream.Builder lengths = IntStream.builder();
    IntStream.Builder offsets = IntStream.builder();
    IntStream.Builder keys = IntStream.builder();
    for (int i = 0; i < queries.sequences(); i++) {
      int before = keyLengths[i] - queries.length(i);
      for (int from = 0; from < queries.length(i); from += CAUSAL_BLOCK) {
        int to = Math.min(queries.length(i), from + CAUSAL_BLOCK);
        int first = window > 0 ? Math.max(0, before + from - window + 1) : 0;
        lengths.add(to - from);
        offsets.add(keyOffsets[i] + first);
        keys.add(before + to - first);
      }
    }
    return behind(
        new RaggedRows(lengths.build().toArray()),
        offsets.build().toArray(),
        keys.build().toArray(),
        window);
  }

  /** Each element of a sequence attends to all of the other sequence at the same place. */
  public static AttentionRows across(RaggedRows queries, RaggedRows keys) {
    return new AttentionRows(queries, offsets(keys), lengths(keys), null);
  }

  /**
   * Each element of a sequence attends to some rows of keys.
   *
   * @param keyOffsets the first row of keys of each sequence
   * @param keyLengths how many rows of keys each sequence has
   */
  public static AttentionRows to(RaggedRows queries, int[] keyOffsets, int[] keyLengths) {
    return new AttentionRows(queries, keyOffsets.clone(), keyLengths.clone(), null);
  }

  /**
   * Each element of a sequence attends to some of some rows of keys.
   *
   * @param keyOffsets the first row of keys of each sequence
   * @param keyLengths how many rows of keys each sequence has
   * @param attended for each row of queries the keys, numbered from the first of its sequence; not
   *     to be changed
   */
  public static AttentionRows toSome(
      RaggedRows queries, int[] keyOffsets, int[] keyLengths, List<BitSet> attended) {
    return new AttentionRows(
        queries,
        keyOffsets.clone(),
        keyLengths.clone(),
        (sequence, element, from) ->
            attended.get(queries.offset(sequence) + element).nextClearBit(from));
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

  /** Whether rows may be keys of several sequences. */
  boolean sharesKeys() {
    return sharesKeys;
  }

  /** Whether there may be keys that elements don't attend to. */
  boolean hides() {
    return hidden != null;
  }

  /**
   * Names all that isn't attended to.
   *
   * @param task called for each head with a row of [heads elements] and a key
   */
  public void forEachHidden(int sequence, int heads, HiddenPair task) {
    int elements = queryLength(sequence);
    int keys = keyLength(sequence);
    for (int row = 0; row < heads * elements; row++) {
      int element = row % elements;
      for (int key = hidden.next(sequence, element, 0);
          key < keys;
          key = hidden.next(sequence, element, key + 1)) {
        task.accept(row, key);
      }
    }
  }

  /** A row of [heads elements], and a key. */
  public interface HiddenPair {
    void accept(int row, int key);
  }
}
