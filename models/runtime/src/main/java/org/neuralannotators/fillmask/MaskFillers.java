package org.neuralannotators.fillmask;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.tagger.TaggerOptions;

/** Loads masked language models. Thread-safe. */
public final class MaskFillers {
  private MaskFillers() {}

  /** With the default options; see {@link #load(String, TaggerOptions)}. */
  public static MaskFiller load(String location) throws IOException {
    return load(location, TaggerOptions.DEFAULT);
  }

  /**
   * The masked language model of an encoder's bundle. Whoever loads the same bundle with the same
   * options shares one model, which is freed when the last one is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, as of a tagger; tokens are word pieces
   * @throws BundleException when there is no such bundle, it holds no encoder, or one without a
   *     head for masked pieces
   */
  public static MaskFiller load(String location, TaggerOptions options) throws IOException {
    return new Shared(
        ModelRegistry.acquire(
            location, options.toString(), MaskFiller.class, bundle -> read(bundle, options)));
  }

  /**
   * The masked language model of an open bundle, shared with nobody; the bundle may be closed
   * afterwards.
   *
   * @throws BundleException when it holds none
   */
  public static MaskFiller read(ModelBundle bundle, TaggerOptions options) throws IOException {
    return new MaskFilling(bundle.manifest(), MaskedModel.read(bundle), options);
  }

  /** A lease. */
  private record Shared(Lease<MaskFiller> lease) implements MaskFiller {
    @Override
    public List<List<Filling>> fill(List<String> texts, int most) {
      return lease.model().fill(texts, most);
    }

    @Override
    public String mask() {
      return lease.model().mask();
    }

    @Override
    public ModelManifest manifest() {
      return lease.model().manifest();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
