package org.neuralannotators.train;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.neuralannotators.train.config.TaskConfig;

/**
 * The batches of each epoch.
 *
 * @param epochs for an epoch, counted from 0, its batches: always the same for the same epoch
 * @param length tokens of an example
 * @param <E> an example
 */
public record Batches<E>(IntFunction<List<List<E>>> epochs, ToIntFunction<E> length) {
  /**
   * Batches of similar length.
   *
   * @param examples of each epoch
   */
  public static <E> Batches<E> sampled(
      TaskConfig config, IntFunction<List<E>> examples, ToIntFunction<E> length) {
    BatchSampler sampler = BatchSampler.of(config.training());
    return new Batches<>(
        epoch -> sampler.batches(examples.apply(epoch), length, config.seed() * 31 + epoch),
        length);
  }

  /** How many tokens a batch has. */
  long tokens(List<E> batch) {
    return batch.stream().mapToLong(length::applyAsInt).sum();
  }
}
