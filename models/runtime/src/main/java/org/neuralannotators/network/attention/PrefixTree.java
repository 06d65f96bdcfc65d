package org.neuralannotators.network.attention;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows of a cache the targets of one source have read: a row for each element, which stands
 * once for all targets that begin alike.
 */
final class PrefixTree {
  /** The rows of each target; none is changed when it is there. */
  private List<BitSet> paths = List.of(new BitSet());

  private int rows;

  /** How many elements each target has read. */
  private int length;

  /** Of each row how many elements are before it. */
  private int[] places = new int[16];

  /** How many rows there are, with those that no target has read. */
  int rows() {
    return rows;
  }

  /** The rows of each target, without those that it has forgotten. */
  List<BitSet> paths() {
    return paths;
  }

  /** How many elements each target has read. */
  int length() {
    return length;
  }

  /** Of a row how many elements are before it in the targets that have read it. */
  int place(int row) {
    return places[row];
  }

  /** Whether there is one target, which has read the last rows and forgotten those before. */
  boolean isChain() {
    BitSet only = paths.size() == 1 ? paths.get(0) : null;
    return only != null && rows - only.cardinality() == (rows == 0 ? 0 : only.nextSetBit(0));
  }

  /** Adds a row to each target, in their order behind all others. */
  void extend() {
    paths = paths.stream().map(this::extended).toList();
    length++;
  }

  /**
   * Adds several rows to the only target.
   *
   * @throws IllegalStateException when there are several, or rows behind those that it has read
   */
  void extend(int elements) {
    if (!isChain()) {
      throw new IllegalStateException(
          "[%d] targets; expected one that has read the last rows".formatted(paths.size()));
    }
    BitSet extended = (BitSet) paths.get(0).clone();
    for (int i = 0; i < elements; i++) {
      addRow(extended);
      length++;
    }
    paths = List.of(extended);
  }

  private BitSet extended(BitSet path) {
    BitSet extended = (BitSet) path.clone();
    addRow(extended);
    return extended;
  }

  private void addRow(BitSet path) {
    if (rows == places.length) {
      places = Arrays.copyOf(places, 2 * rows);
    }
    places[rows] = length;
    path.set(rows++);
  }

  /** Each target forgets all but its last elements. */
  void keepLast(int elements) {
    paths = paths.stream().map(path -> last(path, elements)).toList();
  }

  private static BitSet last(BitSet path, int elements) {
    int surplus = path.cardinality() - elements;
    if (surplus <= 0) {
      return path;
    }
    BitSet last = (BitSet) path.clone();
    for (int i = 0, row = path.nextSetBit(0); i < surplus; i++, row = path.nextSetBit(row + 1)) {
      last.clear(row);
    }
    return last;
  }

  /** Target {@code i} becomes what target {@code parents[i]} was. */
  void select(int[] parents) {
    paths = Arrays.stream(parents).mapToObj(paths::get).toList();
  }

  /**
   * Drops the rows that no target has read if they are the most; the others close up.
   *
   * @return for each row now its number before; null when it stays as it is
   */
  int[] compact() {
    BitSet read = new BitSet();
    paths.forEach(read::or);
    if (rows <= 2 * read.cardinality()) {
      return null;
    }
    int[] kept = read.stream().toArray();
    paths = paths.stream().map(path -> among(kept, path)).toList();
    for (int i = 0; i < kept.length; i++) {
      places[i] = places[kept[i]];
    }
    rows = kept.length;
    return kept;
  }

  private static BitSet among(int[] kept, BitSet path) {
    BitSet places = new BitSet();
    IntStream.range(0, kept.length).filter(i -> path.get(kept[i])).forEach(places::set);
    return places;
  }
}
