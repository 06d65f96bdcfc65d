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

  /** How many rows there are, with those that no target has read. */
  int rows() {
    return rows;
  }

  /** The rows of each target. */
  List<BitSet> paths() {
    return paths;
  }

  /** Adds a row to each target, in their order behind all others. */
  void extend() {
    paths = paths.stream().map(this::extended).toList();
  }

  /**
   * Adds several rows to the only target.
   *
   * @throws IllegalStateException when there are several, or rows that it hasn't read
   */
  void extend(int elements) {
    if (paths.size() != 1 || paths.get(0).cardinality() != rows) {
      throw new IllegalStateException(
          "[%d] targets; expected one that has read all rows".formatted(paths.size()));
    }
    BitSet extended = (BitSet) paths.get(0).clone();
    extended.set(rows, rows + elements);
    paths = List.of(extended);
    rows += elements;
  }

  private BitSet extended(BitSet path) {
    BitSet extended = (BitSet) path.clone();
    extended.set(rows++);
    return extended;
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
    rows = kept.length;
    return kept;
  }

  private static BitSet among(int[] kept, BitSet path) {
    BitSet places = new BitSet();
    IntStream.range(0, kept.length).filter(i -> path.get(kept[i])).forEach(places::set);
    return places;
  }
}
