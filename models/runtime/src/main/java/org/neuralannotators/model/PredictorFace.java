package org.neuralannotators.model;

import org.neuralannotators.bundle.ModelManifest;

/**
 * A predictor that adds a task's methods to a model in use, and nothing else.
 *
 * @param <C> what computes
 */
public interface PredictorFace<C> extends Predictor {
  /** The model, which is this one's. */
  OpenModel<C> model();

  @Override
  default ModelManifest manifest() {
    return model().manifest();
  }

  @Override
  default void close() {
    model().close();
  }
}
