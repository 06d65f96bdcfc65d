package org.neuralannotators.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Sequences that go through an encoder together.
 *
 * @param pieces of all sequences
 * @param sequences one behind the other
 * @param <X> what heads know of them
 */
public record EncoderBatch<X extends EncoderInput>(PieceBatch pieces, List<X> sequences) {
  /** Pieces that go through an encoder at once, more only where one sequence has. */
  private static final int BLOCK = 1024;

  /** All sequences at once. */
  public static <X extends EncoderInput> EncoderBatch<X> of(List<X> sequences) {
    return new EncoderBatch<>(
        PieceBatch.of(sequences.stream().map(EncoderInput::sequence).toList()), sequences);
  }

  /** Adjacent sequences of few enough pieces for an encoder's memory to stay in the caches. */
  public static <X extends EncoderInput> List<EncoderBatch<X>> blocks(List<X> sequences) {
    List<EncoderBatch<X>> blocks = new ArrayList<>();
    for (int begin = 0, end = 0; begin < sequences.size(); begin = end) {
      int size = 0;
      while (end < sequences.size()
          && (end == begin || size + sequences.get(end).sequence().length() <= BLOCK)) {
        size += sequences.get(end).sequence().length();
        end++;
      }
      blocks.add(of(sequences.subList(begin, end)));
    }
    return blocks;
  }

  /** Where each sequence lies in the hidden states. */
  public RaggedRows rows() {
    return pieces.rows();
  }

  /**
   * Places in the sequences as rows of the hidden states.
   *
   * @param part of each sequence some places
   */
  public int[] places(Function<? super X, int[]> part) {
    return IntStream.range(0, sequences.size())
        .flatMap(i -> Arrays.stream(part.apply(sequences.get(i))).map(at -> rows().offset(i) + at))
        .toArray();
  }

  /** Numbers of the sequences, one behind the other. */
  public int[] join(Function<? super X, int[]> part) {
    return sequences.stream().map(part).flatMapToInt(Arrays::stream).toArray();
  }
}
