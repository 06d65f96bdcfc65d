package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Lease;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelRegistry;
import org.neuralannotators.label.Tagging;

/** Loads sequence taggers of any kind. Thread-safe. */
public final class SequenceTaggers {
  private SequenceTaggers() {}

  /** The tagger of a bundle with the default options; see {@link #load(String, TaggerOptions)}. */
  public static SequenceTagger load(String location) throws IOException {
    return load(location, TaggerOptions.DEFAULT);
  }

  /**
   * The tagger of a bundle. Whoever loads the same bundle with the same options shares one model,
   * which is freed when the last tagger is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @throws BundleException when there is no such bundle or it holds no tagger
   */
  public static SequenceTagger load(String location, TaggerOptions options) throws IOException {
    return new SharedTagger(
        ModelRegistry.acquire(
            location, options.toString(), SequenceTagger.class, bundle -> read(bundle, options)));
  }

  /**
   * The same for one task.
   *
   * @throws BundleException also when the bundle is for another task
   */
  public static SequenceTagger load(String location, TaggerOptions options, TaggerTask task)
      throws IOException {
    return task.require(load(location, options));
  }

  /**
   * The tagger of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no tagger
   */
  public static SequenceTagger read(ModelBundle bundle, TaggerOptions options) throws IOException {
    requireTagger(bundle);
    ModelManifest manifest = bundle.manifest();
    return manifest.kind().equals(BertTaggerModel.KIND)
        ? new NetworkTagger<>(manifest, BertTaggerModel.read(bundle), options)
        : new NetworkTagger<>(manifest, BiLstmCrfModel.read(bundle), options);
  }

  /**
   * Checks that an open bundle holds a tagger for a task, without reading its weights.
   *
   * @throws BundleException when it doesn't
   */
  public static void require(ModelBundle bundle, TaggerTask task) throws BundleException {
    requireTagger(bundle);
    task.require(bundle.manifest());
  }

  private static void requireTagger(ModelBundle bundle) throws BundleException {
    String kind = bundle.manifest().kind();
    if (!kind.equals(BiLstmCrfModel.KIND) && !kind.equals(BertTaggerModel.KIND)) {
      throw new BundleException(
          "The bundle [%s] is of the kind [%s]; expected a sequence tagger: [%s] or [%s]"
              .formatted(bundle.location(), kind, BiLstmCrfModel.KIND, BertTaggerModel.KIND));
    }
  }

  /** A lease on a tagger. */
  private record SharedTagger(Lease<SequenceTagger> lease) implements SequenceTagger {
    @Override
    public List<Tagging> tag(List<? extends List<String>> sentences) {
      return lease.model().tag(sentences);
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
