package org.neuralannotators.embed;

import org.neuralannotators.network.kernel.Precision;

/**
 * What an embedder gives and how it runs.
 *
 * @param numThreads how many batches are computed at once; 0 for as many as there are processors
 * @param batchTokens how many tokens share a batch; one sentence is never divided
 * @param layers of the network that the vectors are made of
 * @param carryState whether a language model reads a sentence with what it knows from those before
 *     it in the same call, as ELMo's original programs do; the sentences of a call then run one
 *     after the other, which is slower
 * @param precision of the network's products; {@link Precision#BF16} is for CPUs that have it
 */
public record EmbedderOptions(
    int numThreads, int batchTokens, Layers layers, boolean carryState, Precision precision) {
  /** What a token's vector is made of. */
  public enum Layers {
    /** All layers side by side, the one that knows no context first. */
    ALL,

    /** The last layer. */
    TOP,

    /** The mean of all layers. */
    MEAN,

    /** The {@link ScalarMix} that the bundle has weights for. */
    MIX
  }

  /** All processors, the last layer, each sentence for itself. */
  public static final EmbedderOptions DEFAULT =
      new EmbedderOptions(0, 1024, Layers.TOP, false, Precision.FP32);

  public EmbedderOptions {
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
  public EmbedderOptions withNumThreads(int threads) {
    return new EmbedderOptions(threads, batchTokens, layers, carryState, precision);
  }

  /** The same with another number of tokens in a batch. */
  public EmbedderOptions withBatchTokens(int tokens) {
    return new EmbedderOptions(numThreads, tokens, layers, carryState, precision);
  }

  /** The same with other layers. */
  public EmbedderOptions withLayers(Layers others) {
    return new EmbedderOptions(numThreads, batchTokens, others, carryState, precision);
  }

  /** The same with state carried from sentence to sentence or not. */
  public EmbedderOptions withCarryState(boolean carried) {
    return new EmbedderOptions(numThreads, batchTokens, layers, carried, precision);
  }

  /** The same with another precision. */
  public EmbedderOptions withPrecision(Precision other) {
    return new EmbedderOptions(numThreads, batchTokens, layers, carryState, other);
  }
}
