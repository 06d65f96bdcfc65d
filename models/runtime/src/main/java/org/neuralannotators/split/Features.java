package org.neuralannotators.split;

import java.util.Arrays;

/** What is known of a place in a text: places in a table of weights. Reused; not thread-safe. */
final class Features {
  private final int mask;
  private int[] places = new int[64];
  private int size;

  /**
   * No features yet.
   *
   * @param tableSize a power of two
   */
  Features(int tableSize) {
    mask = tableSize - 1;
  }

  void clear() {
    size = 0;
  }

  /**
   * Adds a feature.
   *
   * @param kind which question is answered
   * @param answer a hash of the answer
   */
  void add(int kind, int answer) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    int hash = (answer ^ kind * 0x9E3779B9) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 15) * 0xC2B2AE35;
    places[size++] = (hash ^ hash >>> 16) & mask;
  }

  /** One hash of several. */
  static int join(int first, int second) {
    int hash = first * 0x01000193 ^ second;
    return (hash ^ hash >>> 13) * 0x5BD1E995;
  }

  static int join(int first, int second, int third) {
    return join(join(first, second), third);
  }

  int size() {
    return size;
  }

  int place(int index) {
    return places[index];
  }

  int[] toArray() {
    return Arrays.copyOf(places, size);
  }
}
