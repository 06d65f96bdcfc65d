package org.neuralannotators.tagger;

import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * How a tagger runs: but for the precision this changes speed and memory, never a label, and no
 * confidence by more than 1e-5. And what it looks for, where that isn't the model's to say.
 *
 * @param run threads, batches and precision
 * @param sharedBatches whether the sentences of concurrent callers may share a batch, which is
 *     faster for short documents. If not, the same call gives the same confidences to the last bit.
 * @param query what a model looks for that finds entities by their description; null for others,
 *     which have labels of their own
 */
public record TaggerOptions(RunOptions run, boolean sharedBatches, EntityQuery query) {
  /** All processors, single precision, shared batches. */
  public static final TaggerOptions DEFAULT = new TaggerOptions(RunOptions.DEFAULT, true);

  /** For models that have labels of their own. */
  public TaggerOptions(RunOptions run, boolean sharedBatches) {
    this(run, sharedBatches, null);
  }

  /** The same with other threads, batches and precision. */
  public TaggerOptions withRun(RunOptions other) {
    return new TaggerOptions(other, sharedBatches, query);
  }

  /** The same with batches shared between callers or not. */
  public TaggerOptions withSharedBatches(boolean shared) {
    return new TaggerOptions(run, shared, query);
  }

  /** The same that looks for something else; null for what the model says. */
  public TaggerOptions withQuery(EntityQuery other) {
    return new TaggerOptions(run, sharedBatches, other);
  }

  /** The same with another number of threads; 0 for as many as there are processors. */
  public TaggerOptions withNumThreads(int threads) {
    return withRun(run.withNumThreads(threads));
  }

  /** The same with another number of tokens in a batch. */
  public TaggerOptions withBatchTokens(int tokens) {
    return withRun(run.withBatchTokens(tokens));
  }

  /** The same with another precision. */
  public TaggerOptions withPrecision(Precision other) {
    return withRun(run.withPrecision(other));
  }
}
