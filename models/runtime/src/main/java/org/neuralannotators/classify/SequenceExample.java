package org.neuralannotators.classify;

import org.neuralannotators.encode.PieceSequence;

/**
 * A sequence with what the network shall say of it.
 *
 * @param sequence the sequence
 * @param target its label, or its answer
 * @param <T> the target
 */
public record SequenceExample<T>(PieceSequence sequence, T target) {
  /** Pieces of the sequence. */
  public int length() {
    return sequence.length();
  }
}
