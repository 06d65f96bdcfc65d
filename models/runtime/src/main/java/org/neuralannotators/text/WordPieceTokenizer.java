package org.neuralannotators.text;

import java.util.List;

/**
 * BERT's tokenizer: the words of the basic tokenizer (Devlin et al. 2018), each cut into the
 * longest pieces of a vocabulary. A word that can't be cut is {@code [UNK]}; no text is an error.
 * Text that spells a special token, such as {@code [SEP]}, is text. Equal to Hugging Face's {@code
 * BertTokenizer} otherwise, but for marks newer than Unicode 8 between accents.
 *
 * <p>Immutable and so thread-safe.
 */
public final class WordPieceTokenizer {
  /** Longer words, in characters, aren't cut. */
  private static final int LONGEST_WORD = 100;

  private static final String UNKNOWN = "[UNK]";

  private final BertNormalization normalization;
  private final LongestMatch pieces;
  private final int unknown;

  /**
   * @param pieces a piece's place is its id; pieces inside of words begin with {@code ##}
   * @throws IllegalArgumentException when {@code [UNK]} isn't among them
   */
  public WordPieceTokenizer(List<String> pieces, BertNormalization normalization) {
    this.normalization = normalization;
    this.pieces = new LongestMatch(pieces);
    unknown = pieces.indexOf(UNKNOWN);
    if (unknown < 0) {
      throw new IllegalArgumentException(
          "The vocabulary of ["
              + pieces.size()
              + "] pieces has no ["
              + UNKNOWN
              + "]; expected BERT's vocabulary with its special tokens");
    }
  }

  /** The pieces of a text, without special tokens; words are the basic tokenizer's. */
  public WordPieces tokenize(String text) {
    return new Reading().read(text);
  }

  /** The words of one text. */
  private final class Reading {
    private final WordPieces.Builder result = new WordPieces.Builder();
    private final NormalizedWord word = new NormalizedWord();
    private int words;

    WordPieces read(String text) {
      for (int begin = 0; begin < text.length(); ) {
        int character = text.codePointAt(begin);
        int end = begin + Character.charCount(character);
        if (!normalization.cleanText() || !BertCharacters.isControl(character)) {
          character(character, begin, end);
        }
        begin = end;
      }
      endWord();
      return result.build();
    }

    private void character(int character, int begin, int end) {
      if (normalization.ideographs() && BertCharacters.isIdeograph(character)) {
        endWord();
        normalized(character, begin, end);
        endWord();
      } else if (BertCharacters.isWhitespace(character)) {
        endWord();
      } else {
        normalized(character, begin, end);
      }
    }

    private void normalized(int character, int begin, int end) {
      normalization
          .normalize(character)
          .codePoints()
          .forEach(
              c -> {
                if (BertCharacters.isPunctuation(c)) {
                  endWord();
                  word.append(c, begin, end);
                  endWord();
                } else {
                  word.append(c, begin, end);
                }
              });
    }

    private void endWord() {
      if (word.isEmpty()) {
        return;
      }
      List<LongestMatch.Match> matches =
          word.characters() > LONGEST_WORD ? List.of() : pieces.cut(word.toString());
      if (matches.isEmpty()) {
        result.add(unknown, word.begin(0), word.endBefore(word.length()), words);
      }
      int begin = 0;
      for (LongestMatch.Match match : matches) {
        result.add(match.id(), word.begin(begin), word.endBefore(match.end()), words);
        begin = match.end();
      }
      word.clear();
      words++;
    }
  }
}
