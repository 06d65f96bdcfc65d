package org.neuralannotators.model;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.function.Function;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelLoader;
import org.neuralannotators.bundle.registry.ModelRegistry;

/**
 * One user's hold on a model, which is nobody else's or shared. The model is freed when its last
 * user closes this, or drops it without close. Thread-safe, but for {@link #close()}, which must
 * not race with {@link #run}.
 *
 * @param <C> what computes
 */
public final class OpenModel<C> implements AutoCloseable {
  private final Lease<LoadedModel<C>> lease;
  private final String kind;
  private final ModelManifest manifest;

  private OpenModel(Lease<LoadedModel<C>> lease) {
    this.lease = lease;
    kind = lease.model().kind();
    manifest = lease.model().manifest();
  }

  /**
   * A model that is shared with nobody.
   *
   * @param model is this one's from now on
   */
  public static <C> OpenModel<C> own(LoadedModel<C> model) {
    return new OpenModel<>(Lease.own(model));
  }

  /**
   * The model of a bundle. Whoever asks for the same type of the same bundle with the same options
   * shares it.
   *
   * @param type what the model is used as; always the same for the same {@code C}
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options all that distinguishes models of one bundle, as text
   * @param loader reads the model where it isn't in memory
   * @throws BundleException when there is no such bundle or it can't be used
   */
  public static <C> OpenModel<C> shared(
      Class<?> type, String location, String options, ModelLoader<LoadedModel<C>> loader)
      throws IOException {
    return new OpenModel<>(ModelRegistry.acquire(location, options, type, loader));
  }

  /**
   * What a computation gives.
   *
   * @throws IllegalStateException when this is closed
   */
  public <R> R run(Function<C, R> use) {
    if (lease.isClosed()) {
      throw new IllegalStateException(
          "The " + kind + " [" + manifest.name() + "] is closed; load it again");
    }
    try {
      return use.apply(lease.model().computation());
    } finally {
      // Who drops a predictor while it computes must not lose the model before the result.
      Reference.reachabilityFence(lease);
    }
  }

  /** The description of the model. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** Gives the model back; closing twice is harmless. */
  @Override
  public void close() {
    lease.close();
  }
}
