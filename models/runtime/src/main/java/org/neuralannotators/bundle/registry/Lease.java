package org.neuralannotators.bundle.registry;

import java.lang.ref.Cleaner;

/**
 * The right to use a shared model until it is closed. Whoever uses the model keeps the lease: one
 * that is dropped without close gives the model back when the garbage collector finds it, even if
 * the model itself is still referred to. Thread-safe.
 *
 * @param <M> the model
 * @see ModelRegistry
 */
public final class Lease<M> implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final M model;
  private final Cleaner.Cleanable release;
  private volatile boolean closed;

  /**
   * A lease on a model.
   *
   * @param release run once, by close or by the cleaner; must not refer to the lease
   */
  Lease(M model, Runnable release) {
    this.model = model;
    this.release = CLEANER.register(this, release);
  }

  /**
   * The model, shared with others who lease it: never close it.
   *
   * @throws IllegalStateException when the lease is closed
   */
  public M model() {
    if (closed) {
      throw new IllegalStateException("The lease is closed; acquire the model again");
    }
    return model;
  }

  /** Gives the model back; the last one closes it. Closing twice is harmless. */
  @Override
  public void close() {
    closed = true;
    release.clean();
  }
}
