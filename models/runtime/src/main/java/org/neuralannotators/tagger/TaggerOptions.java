package org.neuralannotators.tagger;

import org.neuralannotators.model.OptionsWithRun;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.RunOptions;
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
public record TaggerOptions(RunOptions run, boolean sharedBatches, EntityQuery query)
    implements OptionsWithRun<TaggerOptions> {
  /** All processors, single precision, shared batches. */
  public static final TaggerOptions DEFAULT = new TaggerOptions(RunOptions.DEFAULT, true);

  /** For models that have labels of their own. */
  public TaggerOptions(RunOptions run, boolean sharedBatches) {
    this(run, sharedBatches, null);
  }

  /**
   * Options of any predictor, and what a tagger looks for.
   *
   * @param query null for what the model says
   */
  public static TaggerOptions of(PredictorOptions options, EntityQuery query) {
    return new TaggerOptions(options.run(), options.sharedBatches(), query);
  }

  /** Without what is looked for. */
  public PredictorOptions predictor() {
    return new PredictorOptions(run, sharedBatches);
  }

  @Override
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
}
