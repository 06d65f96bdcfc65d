package org.neuralannotators.text.subword;

/**
 * Each word is a piece.
 *
 * @param unknown id of the piece for all other words
 */
public record WordLevel(PieceTable vocabulary, int unknown) implements SubwordAlgorithm {
  @Override
  public void cut(String word, Pieces pieces) {
    int id = vocabulary.id(word);
    pieces.add(id == PieceTable.NONE ? unknown : id, 0, word.length());
  }
}
