package org.neuralannotators.bundle.registry;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;

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
