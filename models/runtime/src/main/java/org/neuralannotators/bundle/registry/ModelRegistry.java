package org.neuralannotators.bundle.registry;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.neuralannotators.bundle.BundleChecks;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleSource;
import org.neuralannotators.bundle.Checksums;
import org.neuralannotators.bundle.ModelBundle;

/**
 * Shares loaded models in the whole process: whoever asks for the same bundle gets the same model,
 * which is closed when the last {@link Lease} is. A bundle that was replaced on disk counts as
 * another one. Thread-safe.
 */
public final class ModelRegistry {
  private static final ConcurrentMap<Key, SharedModel<?>> MODELS = new ConcurrentHashMap<>();

  private ModelRegistry() {}

  /** What makes two models the same. */
  private record Key(String location, String checksum, String variant, Class<?> type) {}

  /** A model of the default variant; see {@link #acquire(String, String, Class, ModelLoader)}. */
  public static <M extends AutoCloseable> Lease<M> acquire(
      String location, Class<M> type, ModelLoader<M> loader) throws IOException {
    return acquire(location, "", type, loader);
  }

  /**
   * A lease on the model of a bundle. The first one loads it, others wait meanwhile; a load that
   * fails leaves nothing behind.
   *
   * @param location path, {@code classpath:} location or name, see {@link ModelRepository}
   * @param variant what else distinguishes models of one bundle, such as device and precision
   * @param type class of the model
   * @throws BundleException when there is no such bundle or it can't be used
   */
  public static <M extends AutoCloseable> Lease<M> acquire(
      String location, String variant, Class<M> type, ModelLoader<M> loader) throws IOException {
    try (BundleSource source = ModelRepository.standard().resolve(location)) {
      String checksum = Checksums.sha256(BundleChecks.manifestBytes(source));
      Key key = new Key(source.location(), checksum, variant, type);
      while (true) {
        Optional<Lease<M>> lease = shared(key, type).lease(() -> load(source, loader));
        if (lease.isPresent()) {
          return lease.get();
        }
      }
    }
  }

  private static <M> M load(BundleSource source, ModelLoader<M> loader) throws IOException {
    try (ModelBundle bundle = ModelBundle.open(source)) {
      return loader.load(bundle);
    }
  }

  // The type is part of the key, so a key has models of one type only.
  @SuppressWarnings({"unchecked", "unused"})
  private static <M extends AutoCloseable> SharedModel<M> shared(Key key, Class<M> type) {
    return (SharedModel<M>)
        MODELS.computeIfAbsent(key, k -> new SharedModel<M>(() -> MODELS.remove(k)));
  }

  /** How many models are loaded or being loaded. */
  public static int size() {
    return MODELS.size();
  }
}
