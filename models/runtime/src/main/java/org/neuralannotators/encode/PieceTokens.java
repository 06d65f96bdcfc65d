package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences of several sentences, one behind the other, and where the tokens are in them.
 *
 * @param lengths tokens of each sentence
 * @param sequences the pieces
 * @param firsts for each token where its first piece is in all sequences; ascending
 * @param counts for each token how many pieces it has
 */
public record PieceTokens(
    int[] lengths, List<PieceSequence> sequences, int[] firsts, int[] counts) {
  /** The sequences of encoded sentences. */
  public static PieceTokens of(List<EncodedPieces> sentences) {
    int[] lengths = sentences.stream().mapToInt(EncodedPieces::tokens).toArray();
    int[] firsts = new int[Arrays.stream(lengths).sum()];
    int token = 0;
    int rows = 0;
    for (EncodedPieces sentence : sentences) {
      for (int first : sentence.firsts()) {
        firsts[token++] = rows + first;
      }
      rows += sentence.pieces();
    }
    return new PieceTokens(
        lengths,
        sentences.stream().flatMap(sentence -> sentence.sequences().stream()).toList(),
        firsts,
        sentences.stream().flatMapToInt(sentence -> Arrays.stream(sentence.counts())).toArray());
  }

  /** Number of tokens. */
  public int tokens() {
    return firsts.length;
  }

  /**
   * Some of the sequences and the tokens that are read from them.
   *
   * @param sequences the pieces
   * @param beginToken the first token
   * @param firsts for each token where its first piece is in these sequences
   * @param counts for each token how many pieces it has
   */
  public record Block(List<PieceSequence> sequences, int beginToken, int[] firsts, int[] counts) {}

  /** All in one block. */
  public Block whole() {
    return new Block(sequences, 0, firsts, counts);
  }

  /** Blocks as of {@link PieceSequence#blocks}. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int token = 0;
    int row = 0;
    for (List<PieceSequence> block : PieceSequence.blocks(sequences)) {
      int offset = row;
      row += block.stream().mapToInt(PieceSequence::length).sum();
      int endToken = token;
      while (endToken < firsts.length && firsts[endToken] < row) {
        endToken++;
      }
      blocks.add(
          new Block(
              block,
              token,
              Arrays.stream(firsts, token, endToken).map(first -> first - offset).toArray(),
              Arrays.copyOfRange(counts, token, endToken)));
      token = endToken;
    }
    return blocks;
  }
}
