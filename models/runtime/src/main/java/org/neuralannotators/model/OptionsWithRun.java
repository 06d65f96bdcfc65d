package org.neuralannotators.model;

import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;

/**
 * Options that say among other things how a network runs. Immutable.
 *
 * @param <O> the options themselves
 */
public interface OptionsWithRun<O> {
  /** Threads, batches and precision. */
  RunOptions run();

  /** The same with other threads, batches and precision. */
  O withRun(RunOptions other);

  /** The same with another number of threads; 0 for as many as there are processors. */
  default O withNumThreads(int threads) {
    return withRun(run().withNumThreads(threads));
  }

  /** The same with another number of tokens in a batch. */
  default O withBatchTokens(int tokens) {
    return withRun(run().withBatchTokens(tokens));
  }

  /** The same with another precision. */
  default O withPrecision(Precision other) {
    return withRun(run().withPrecision(other));
  }
}
