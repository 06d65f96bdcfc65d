package org.neuralannotators.model;

import org.neuralannotators.bundle.ModelManifest;

/**
 * A trained network in use, whatever it is for.
 *
 * <p>Thread-safe: any number of threads may call one instance. The guarantee ends with {@link
 * #close()}, which frees native memory and must not race with a call.
 */
public interface Predictor extends AutoCloseable {
  /** The description of the model, from its bundle. */
  ModelManifest manifest();

  /** Gives the model back, once; a model that is shared is freed with its last user. */
  @Override
  void close();
}
