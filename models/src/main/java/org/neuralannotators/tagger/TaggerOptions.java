package org.neuralannotators.tagger;

/**
 * How a tagger runs; changes speed and memory, never a result.
 *
 * @param numThreads how many batches are computed at once; 0 for as many as there are processors
 * @param batchTokens how many tokens share a batch; one sentence is never divided
 */
public record TaggerOptions(int numThreads, int batchTokens) {
  /** All processors; batches whose memory stays in the caches, as larger ones are no faster. */
  public static final TaggerOptions DEFAULT = new TaggerOptions(0, 1024);

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
    return new TaggerOptions(threads, batchTokens);
  }

  /** The same with another number of tokens in a batch. */
  public TaggerOptions withBatchTokens(int tokens) {
    return new TaggerOptions(numThreads, tokens);
  }
}
