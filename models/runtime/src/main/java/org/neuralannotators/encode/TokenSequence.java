package org.neuralannotators.encode;

/**
 * A sequence of whole tokens, of which some are read from it: others may be context, or have more
 * of it in another sequence.
 *
 * @param sequence the pieces, special ones included
 * @param firsts for each token that is read where its first piece is; ascending
 * @param counts how many pieces each of them has
 */
public record TokenSequence(PieceSequence sequence, int[] firsts, int[] counts)
    implements EncoderInput {
  /** How many tokens are read. */
  public int tokens() {
    return firsts.length;
  }
}
