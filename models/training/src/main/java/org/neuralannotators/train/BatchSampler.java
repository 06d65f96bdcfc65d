package org.neuralannotators.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.neuralannotators.train.config.TrainingConfig;

/**
 * Cuts examples into batches of similar length: shuffles them, sorts pools of some batches by
 * length, and shuffles the batches.
 *
 * @param batchSize examples in a batch, where {@code batchTokens} is null
 * @param batchTokens tokens in a batch at most, but for a single longer example
 */
record BatchSampler(int batchSize, Integer batchTokens) {
  private static final int BATCHES_IN_POOL = 40;

  static BatchSampler of(TrainingConfig config) {
    return new BatchSampler(config.batchSentences(), config.batchTokens());
  }

  <E> List<List<E>> batches(List<E> examples, ToIntFunction<E> length, long seed) {
    Random random = new Random(seed);
    List<E> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, random);
    List<List<E>> batches = new ArrayList<>();
    int pool = examplesInBatch(examples, length) * BATCHES_IN_POOL;
    for (int i = 0; i < shuffled.size(); i += pool) {
      List<E> sorted = new ArrayList<>(shuffled.subList(i, Math.min(i + pool, shuffled.size())));
      sorted.sort(Comparator.comparingInt(length));
      for (int from = 0; from < sorted.size(); ) {
        int to = end(sorted, from, length);
        batches.add(sorted.subList(from, to));
        from = to;
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  private <E> int examplesInBatch(List<E> examples, ToIntFunction<E> length) {
    if (batchTokens == null) {
      return batchSize;
    }
    double mean = examples.stream().mapToInt(length).average().orElse(1);
    return (int) Math.max(1, batchTokens / Math.max(1, mean));
  }

  /** Where the batch ends that begins with an example. */
  private <E> int end(List<E> sorted, int from, ToIntFunction<E> length) {
    if (batchTokens == null) {
      return Math.min(from + batchSize, sorted.size());
    }
    int to = from;
    int tokens = 0;
    do {
      tokens += length.applyAsInt(sorted.get(to++));
    } while (to < sorted.size() && tokens + length.applyAsInt(sorted.get(to)) <= batchTokens);
    return to;
  }
}
