package org.neuralannotators.text;

import java.util.Arrays;
import java.util.List;

/**
 * The pieces of a text, in order. Its arrays aren't to be changed.
 *
 * @param ids of the pieces in the vocabulary
 * @param begins offsets of the pieces, in UTF-16 units
 * @param ends offsets behind the pieces
 * @param tokens the index of the token that each piece is of; of a text that wasn't split, its word
 */
public record Encoding(int[] ids, int[] begins, int[] ends, int[] tokens) {
  /** How many pieces there are. */
  public int size() {
    return ids.length;
  }

  /** Encodings one behind the other; each is that of one token. */
  public static Encoding ofTokens(List<Encoding> each) {
    Builder all = new Builder();
    for (int token = 0; token < each.size(); token++) {
      Encoding one = each.get(token);
      for (int i = 0; i < one.size(); i++) {
        all.add(one.ids[i], one.begins[i], one.ends[i], token);
      }
    }
    return all.build();
  }

  /** Collects pieces. Not thread-safe. */
  public static final class Builder {
    private static final int COLUMNS = 4;

    private int[] numbers = new int[COLUMNS * 16];
    private int size;

    /** Adds a piece. */
    public void add(int id, int begin, int end, int token) {
      if (COLUMNS * size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      }
      int at = COLUMNS * size;
      numbers[at] = id;
      numbers[at + 1] = begin;
      numbers[at + 2] = end;
      numbers[at + 3] = token;
      size++;
    }

    /** The pieces that were added. */
    public Encoding build() {
      return new Encoding(column(0), column(1), column(2), column(3));
    }

    private int[] column(int offset) {
      int[] column = new int[size];
      for (int i = 0; i < size; i++) {
        column[i] = numbers[COLUMNS * i + offset];
      }
      return column;
    }
  }
}
