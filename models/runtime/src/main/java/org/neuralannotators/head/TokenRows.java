package org.neuralannotators.head;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * Which row of a matrix belongs to which token.
 *
 * @param lengths the tokens of each sentence, in the caller's order
 * @param rows the row of each token, sentence after sentence
 */
public record TokenRows(int[] lengths, int[] rows) {
  /** Sentence after sentence, token after token. */
  public static TokenRows inOrder(int... lengths) {
    return new TokenRows(lengths, IntStream.range(0, Arrays.stream(lengths).sum()).toArray());
  }

  /** As a packed sequence lies. */
  public static TokenRows of(PackedSequence packed) {
    int[] lengths = new int[packed.sequences()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[packed.original(i)] = packed.length(i);
    }
    return new TokenRows(lengths, packed.places());
  }
}
