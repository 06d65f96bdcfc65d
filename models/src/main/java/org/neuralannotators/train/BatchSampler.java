package org.neuralannotators.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Cuts examples into batches of similar length: shuffles them, sorts pools of some batches by
 * length, and shuffles the batches.
 *
 * @param batchSize examples in a batch
 */
record BatchSampler(int batchSize) {
  private static final int BATCHES_IN_POOL = 40;

  /**
   * The batches of each epoch, counted from 0.
   *
   * @param examples of each epoch
   * @param seed of all epochs
   */
  <E> IntFunction<List<List<E>>> epochs(
      IntFunction<List<E>> examples, ToIntFunction<E> length, long seed) {
    return epoch -> batches(examples.apply(epoch), length, seed * 31 + epoch);
  }

  private <E> List<List<E>> batches(List<E> examples, ToIntFunction<E> length, long seed) {
    Random random = new Random(seed);
    List<E> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, random);
    List<List<E>> batches = new ArrayList<>();
    int pool = batchSize * BATCHES_IN_POOL;
    for (int i = 0; i < shuffled.size(); i += pool) {
      List<E> sorted = new ArrayList<>(shuffled.subList(i, Math.min(i + pool, shuffled.size())));
      sorted.sort(Comparator.comparingInt(length));
      for (int j = 0; j < sorted.size(); j += batchSize) {
        batches.add(sorted.subList(j, Math.min(j + batchSize, sorted.size())));
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
