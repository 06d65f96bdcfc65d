package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sentence as word pieces.
 *
 * @param sequences the pieces, special ones included; several sequences, which overlap, for a
 *     sentence that is too long for one
 * @param firsts for each token where its first piece is in the sequences, one behind the other;
 *     ascending
 * @param counts how many pieces each token has
 */
public record EncodedPieces(List<PieceSequence> sequences, int[] firsts, int[] counts) {
  /** Number of tokens. */
  public int tokens() {
    return firsts.length;
  }

  /** Number of pieces of all sequences. */
  public int pieces() {
    return sequences.stream().mapToInt(PieceSequence::length).sum();
  }

  /** The sequences, each with its share of the tokens. */
  public List<TokenSequence> windows() {
    List<TokenSequence> windows = new ArrayList<>(sequences.size());
    int token = 0;
    int row = 0;
    for (PieceSequence sequence : sequences) {
      int offset = row;
      row += sequence.length();
      int end = token;
      while (end < firsts.length && firsts[end] < row) {
        end++;
      }
      windows.add(
          new TokenSequence(
              sequence,
              Arrays.stream(firsts, token, end).map(first -> first - offset).toArray(),
              Arrays.copyOfRange(counts, token, end)));
      token = end;
    }
    return windows;
  }
}
