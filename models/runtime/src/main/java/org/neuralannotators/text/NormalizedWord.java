package org.neuralannotators.text;

import java.util.Arrays;

/** Normalised characters and where in the text each comes from. Not thread-safe. */
final class NormalizedWord {
  private final StringBuilder text = new StringBuilder();
  private int[] begins = new int[32];
  private int[] ends = new int[32];

  /** Adds a character that stands for the text from {@code begin} to {@code end}. */
  void append(int character, int begin, int end) {
    int from = text.length();
    text.appendCodePoint(character);
    if (text.length() > begins.length) {
      begins = Arrays.copyOf(begins, 2 * begins.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    Arrays.fill(begins, from, text.length(), begin);
    Arrays.fill(ends, from, text.length(), end);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  void clear() {
    text.setLength(0);
  }

  /** How many characters there are, a pair of surrogates being one. */
  int characters() {
    return text.codePointCount(0, text.length());
  }

  int length() {
    return text.length();
  }

  /** Where the unit {@code index} comes from. */
  int begin(int index) {
    return begins[index];
  }

  /** Where what the unit before {@code index} comes from ends. */
  int endBefore(int index) {
    return ends[index - 1];
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
