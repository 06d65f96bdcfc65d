package org.neuralannotators.model;

import org.neuralannotators.network.RunOptions;

/**
 * How a predictor runs: but for the precision this changes speed and memory, never what is found,
 * and no confidence by more than 1e-5.
 *
 * @param run threads, batches and precision
 * @param sharedBatches whether the inputs of concurrent callers may share a batch, which is faster
 *     for short documents. If not, the same call gives the same numbers to the last bit.
 */
public record PredictorOptions(RunOptions run, boolean sharedBatches)
    implements OptionsWithRun<PredictorOptions> {
  /** All processors, single precision, shared batches. */
  public static final PredictorOptions DEFAULT = new PredictorOptions(RunOptions.DEFAULT, true);

  @Override
  public PredictorOptions withRun(RunOptions other) {
    return new PredictorOptions(other, sharedBatches);
  }

  /** The same with batches shared between callers or not. */
  public PredictorOptions withSharedBatches(boolean shared) {
    return new PredictorOptions(run, shared);
  }
}
