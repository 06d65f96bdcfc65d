package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Precision;

/**
 * How a network runs, whatever it is for.
 *
 * @param numThreads how many batches are computed at once; 0 for as many as there are processors
 * @param batchTokens how many tokens share a batch; one sentence is never divided
 * @param precision of the network's products; {@link Precision#BF16} is for CPUs that have it, and
 *     may change what is found where that was a close decision
 */
public record RunOptions(int numThreads, int batchTokens, Precision precision) {
  /** All processors; batches whose memory stays in the caches, as larger ones are no faster. */
  public static final RunOptions DEFAULT = new RunOptions(0, 1024, Precision.FP32);

  /**
   * @throws IllegalArgumentException for a negative number of threads or a batch without tokens
   */
  public RunOptions {
    if (numThreads < 0) {
      throw new IllegalArgumentException(
          "numThreads [" + numThreads + "]; expected 1 or more, or 0 for all processors");
    }
    if (batchTokens < 1) {
      throw new IllegalArgumentException("batchTokens [" + batchTokens + "]; expected at least 1");
    }
    if (numThreads == 0) {
      numThreads = Runtime.getRuntime().availableProcessors();
    }
  }

  /** The same with another number of threads; 0 for as many as there are processors. */
  public RunOptions withNumThreads(int threads) {
    return new RunOptions(threads, batchTokens, precision);
  }

  /** The same with another number of tokens in a batch. */
  public RunOptions withBatchTokens(int tokens) {
    return new RunOptions(numThreads, tokens, precision);
  }

  /** The same with another precision. */
  public RunOptions withPrecision(Precision other) {
    return new RunOptions(numThreads, batchTokens, other);
  }
}
