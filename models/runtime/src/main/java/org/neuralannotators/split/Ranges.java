package org.neuralannotators.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A list of parts of a text that takes little memory. Not thread-safe. */
final class Ranges {
  private int[] offsets = new int[64];
  private int size;

  void add(int begin, int end) {
    if (2 * size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 4 * size);
    }
    offsets[2 * size] = begin;
    offsets[2 * size + 1] = end;
    size++;
  }

  int size() {
    return size;
  }

  int begin(int index) {
    return offsets[2 * index];
  }

  int end(int index) {
    return offsets[2 * index + 1];
  }

  void clear() {
    size = 0;
  }

  List<TextRange> toList() {
    List<TextRange> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(new TextRange(begin(i), end(i)));
    }
    return list;
  }
}
