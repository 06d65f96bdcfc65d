package org.neuralannotators.text;

import java.util.Arrays;

/**
 * The word pieces of a text, in order.
 *
 * @param ids of the pieces in the vocabulary
 * @param begins offsets of the pieces in the text, in UTF-16 units
 * @param ends offsets behind the pieces
 * @param words the number of each piece's word, from 0
 */
public record WordPieces(int[] ids, int[] begins, int[] ends, int[] words) {
  /** How many pieces there are. */
  public int size() {
    return ids.length;
  }

  /** Collects pieces. */
  static final class Builder {
    private int[] numbers = new int[64];
    private int size;

    void add(int id, int begin, int end, int word) {
      if (4 * size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      }
      numbers[4 * size] = id;
      numbers[4 * size + 1] = begin;
      numbers[4 * size + 2] = end;
      numbers[4 * size + 3] = word;
      size++;
    }

    WordPieces build() {
      return new WordPieces(column(0), column(1), column(2), column(3));
    }

    private int[] column(int offset) {
      int[] column = new int[size];
      for (int i = 0; i < size; i++) {
        column[i] = numbers[4 * i + offset];
      }
      return column;
    }
  }
}
