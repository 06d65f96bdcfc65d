package org.neuralannotators.bundle;

import java.io.IOException;

/**
 * Makes a model from a bundle.
 *
 * @param <M> the model
 */
@FunctionalInterface
public interface ModelLoader<M> {
  /**
   * Makes a model that holds memory of its own: the bundle is closed when this returns.
   *
   * @throws BundleException when the bundle isn't one of this model
   */
  M load(ModelBundle bundle) throws IOException;
}
