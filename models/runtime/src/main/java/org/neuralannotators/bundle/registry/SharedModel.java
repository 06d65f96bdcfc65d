package org.neuralannotators.bundle.registry;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model and how many leases it has. It is loaded once and closed once; after that it is retired
 * for good. Thread-safe.
 */
final class SharedModel<M extends AutoCloseable> {
  /** Loads a model at the first lease. */
  @FunctionalInterface
  interface Opener<M> {
    M open() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(SharedModel.class);

  private final Runnable retire;
  private M model;
  private int leases;
  private boolean retired;

  /**
   * A model that isn't loaded yet.
   *
   * @param retire run once, when the model is closed or couldn't be loaded
   */
  SharedModel(Runnable retire) {
    this.retire = retire;
  }

  /** A lease, or nothing when the model is retired. Others wait while the first one loads. */
  synchronized Optional<Lease<M>> lease(Opener<M> opener) throws IOException {
    if (retired) {
      return Optional.empty();
    }
    try {
      if (model == null) {
        model = opener.open();
      }
      leases++;
      return Optional.of(new Lease<>(model, this::release));
    } finally {
      if (leases == 0) {
        retireNow();
      }
    }
  }

  private synchronized void release() {
    leases--;
    if (leases == 0) {
      retireNow();
      try {
        model.close();
      } catch (Exception e) {
        // Whoever gives a model back can't do anything about it, a cleaner's thread least of all.
        LOG.warn("A model couldn't be closed", e);
      }
    }
  }

  private void retireNow() {
    retired = true;
    retire.run();
  }
}
