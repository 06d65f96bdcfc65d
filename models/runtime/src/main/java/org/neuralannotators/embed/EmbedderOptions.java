package org.neuralannotators.embed;

import org.neuralannotators.encode.elmo.ScalarMix;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;

/**
 * What an embedder gives and how it runs.
 *
 * @param run threads, batches and precision
 * @param layers of the network that the vectors are made of
 * @param carryState whether a language model reads a sentence with what it knows from those before
 *     it in the same call, as ELMo's original programs do; the sentences of a call then run one
 *     after the other, which is slower
 */
public record EmbedderOptions(RunOptions run, Layers layers, boolean carryState) {
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

  /** All processors, single precision, the last layer, each sentence for itself. */
  public static final EmbedderOptions DEFAULT =
      new EmbedderOptions(RunOptions.DEFAULT, Layers.TOP, false);

  /** The same with other threads, batches and precision. */
  public EmbedderOptions withRun(RunOptions other) {
    return new EmbedderOptions(other, layers, carryState);
  }

  /** The same with other layers. */
  public EmbedderOptions withLayers(Layers others) {
    return new EmbedderOptions(run, others, carryState);
  }

  /** The same with state carried from sentence to sentence or not. */
  public EmbedderOptions withCarryState(boolean carried) {
    return new EmbedderOptions(run, layers, carried);
  }

  /** The same with another number of threads; 0 for as many as there are processors. */
  public EmbedderOptions withNumThreads(int threads) {
    return withRun(run.withNumThreads(threads));
  }

  /** The same with another number of tokens in a batch. */
  public EmbedderOptions withBatchTokens(int tokens) {
    return withRun(run.withBatchTokens(tokens));
  }

  /** The same with another precision. */
  public EmbedderOptions withPrecision(Precision other) {
    return withRun(run.withPrecision(other));
  }
}
