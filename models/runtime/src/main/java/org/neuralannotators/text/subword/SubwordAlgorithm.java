package org.neuralannotators.text.subword;

/** Cuts a word into pieces. Implementations are immutable and so thread-safe. */
public interface SubwordAlgorithm {
  /** Takes the pieces of a word, in order. */
  @FunctionalInterface
  interface Pieces {
    /**
     * Adds a piece.
     *
     * @param begin where it begins in the word, in UTF-16 units
     * @param end where it ends
     */
    void add(int id, int begin, int end);
  }

  /** Cuts a word, which isn't empty. */
  void cut(String word, Pieces pieces);

  /** The vocabulary. */
  PieceTable vocabulary();

  /** The id of what can't be cut, or {@link PieceTable#NONE}. */
  int unknown();
}
