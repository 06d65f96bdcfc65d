package org.neuralannotators.model;

import java.util.function.Function;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.RunOptions;

/**
 * A model in memory, for one user or several.
 *
 * @param kind of the model, for people
 * @param manifest the description of the model
 * @param computation what computes by it; thread-safe
 * @param free frees its memory; run once, behind all computations
 * @param <C> what computes
 */
public record LoadedModel<C>(String kind, ModelManifest manifest, C computation, Runnable free)
    implements AutoCloseable {
  /**
   * A model on lanes of its own.
   *
   * @param run how many passes may run at once, in which precision
   * @param free frees the model, also when this fails
   * @param computation by the model, on the lanes
   */
  public static <C> LoadedModel<C> onLanes(
      String kind,
      ModelManifest manifest,
      RunOptions run,
      Runnable free,
      Function<Lanes, C> computation) {
    Lanes lanes = Lanes.forInference(run.numThreads(), run.precision());
    Runnable freeAll =
        () -> {
          lanes.close();
          free.run();
        };
    try {
      return new LoadedModel<>(kind, manifest, computation.apply(lanes), freeAll);
    } catch (RuntimeException e) {
      freeAll.run();
      throw e;
    }
  }

  @Override
  public void close() {
    free.run();
  }
}
