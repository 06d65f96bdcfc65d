package org.neuralannotators.text.subword;

import java.util.ArrayList;
import java.util.List;

/**
 * The longest piece that fits, from left to right (Wu et al. 2016); a word that can't be cut so is
 * unknown as a whole.
 */
public final class WordPiece implements SubwordAlgorithm {
  private final PieceTable vocabulary;
  private final int unknown;
  private final String prefix;
  private final int longestWord;
  private final int longestPiece;

  /**
   * @param unknown id of the piece for words that can't be cut
   * @param prefix of pieces inside of words, such as {@code ##}
   * @param longestWord longer words, in characters, are unknown
   */
  public WordPiece(PieceTable vocabulary, int unknown, String prefix, int longestWord) {
    this.vocabulary = vocabulary;
    this.unknown = unknown;
    this.prefix = prefix;
    this.longestWord = longestWord;
    longestPiece =
        vocabulary.pieces().stream()
            .mapToInt(piece -> piece == null ? 0 : piece.length())
            .max()
            .orElse(0);
  }

  private record Match(int id, int end) {}

  @Override
  public void cut(String word, Pieces pieces) {
    List<Match> matches =
        word.codePointCount(0, word.length()) > longestWord ? List.of() : matches(word);
    if (matches.isEmpty()) {
      pieces.add(unknown, 0, word.length());
    }
    int begin = 0;
    for (Match match : matches) {
      pieces.add(match.id(), begin, match.end());
      begin = match.end();
    }
  }

  private List<Match> matches(String word) {
    List<Match> matches = new ArrayList<>();
    for (int begin = 0; begin < word.length(); ) {
      Match match = longest(word, begin);
      if (match == null) {
        return List.of();
      }
      matches.add(match);
      begin = match.end();
    }
    return matches;
  }

  private Match longest(String word, int begin) {
    String before = begin == 0 ? "" : prefix;
    for (int end = Math.min(word.length(), begin + longestPiece); end > begin; end--) {
      int id = vocabulary.id(before.concat(word.substring(begin, end)));
      if (id != PieceTable.NONE) {
        return new Match(id, end);
      }
    }
    return null;
  }

  @Override
  public int unknown() {
    return unknown;
  }

  @Override
  public PieceTable vocabulary() {
    return vocabulary;
  }
}
