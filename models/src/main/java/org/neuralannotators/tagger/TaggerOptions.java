package org.neuralannotators.tagger;

import org.neuralannotators.network.kernel.Precision;

/**
 * How a tagger runs: but for the precision this changes speed and memory, never a label, and no
 * confidence by more than 1e-5.
 *
 * @param numThreads how many batches are computed at once; 0 for as many as there are processors
 * @param batchTokens how many tokens share a batch; one sentence is never divided
 * @param sharedBatches whether the sentences of concurrent callers may share a batch, which is
 *     faster for short documents. If not, the same call gives the same confidences to the last bit.
 * @param precision of the network's products; {@link Precision#BF16} is for CPUs that have it, and
 *     may change what is found where that was a close decision
 */
public record TaggerOptions(
    int numThreads, int batchTokens, boolean sharedBatches, Precision precision) {
  /** All processors; batches whose memory stays in the caches, as larger ones are no faster. */
  public static final TaggerOptions DEFAULT = new TaggerOptions(0, 1024, true, Precision.FP32);

  public TaggerOptions {
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
  public TaggerOptions withNumThreads(int threads) {
    return new TaggerOptions(threads, batchTokens, sharedBatches, precision);
  }

  /** The same with another number of tokens in a batch. */
  public TaggerOptions withBatchTokens(int tokens) {
    return new TaggerOptions(numThreads, tokens, sharedBatches, precision);
  }

  /** The same with batches shared between callers or not. */
  public TaggerOptions withSharedBatches(boolean shared) {
    return new TaggerOptions(numThreads, batchTokens, shared, precision);
  }

  /** The same with another precision. */
  public TaggerOptions withPrecision(Precision other) {
    return new TaggerOptions(numThreads, batchTokens, sharedBatches, other);
  }
}
