package org.neuralannotators.bundle;

import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.RunOptions;

/**
 * A model from a bundle that is in use, with the lanes that it runs on. Thread-safe; {@link
 * #close()} frees both, once, and must not race with their use.
 */
public final class OpenModel implements AutoCloseable {
  private final String kind;
  private final ModelManifest manifest;
  private final Runnable free;
  private final Lanes lanes;
  private volatile boolean closed;

  /**
   * @param kind of the model, for people
   * @param run how many passes may run at once, in which precision
   * @param free frees the model
   */
  public OpenModel(String kind, ModelManifest manifest, RunOptions run, Runnable free) {
    this.kind = kind;
    this.manifest = manifest;
    this.free = free;
    lanes = Lanes.forInference(run.numThreads(), run.precision());
  }

  /** The description of the model. */
  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * Where the model runs.
   *
   * @throws IllegalStateException when it is closed
   */
  public Lanes lanes() {
    requireOpen();
    return lanes;
  }

  /** Throws an {@link IllegalStateException} when the model is closed. */
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "The " + kind + " [" + manifest.name() + "] is closed; load it again");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      lanes.close();
      free.run();
    }
  }
}
