package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.GlinerModel;

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
   * @param options with a query for an {@link EntityFinder}, and for nothing else
   * @throws BundleException when there is no such bundle or it holds no tagger
   */
  public static SequenceTagger load(String location, TaggerOptions options) throws IOException {
    if (options.query() != null) {
      return QueryTagger.of(EntityFinders.load(location, options), options.query());
    }
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
   * @throws BundleException when it holds no tagger, or no model for the query
   */
  public static SequenceTagger read(ModelBundle bundle, TaggerOptions options) throws IOException {
    requireTagger(bundle, options.query());
    ModelManifest manifest = bundle.manifest();
    if (options.query() != null) {
      return QueryTagger.of(EntityFinders.read(bundle, options), options.query());
    }
    return manifest.kind().equals(EncoderTaggerModel.KIND)
        ? new NetworkTagger<>(manifest, EncoderTaggerModel.read(bundle), options)
        : new NetworkTagger<>(manifest, BiLstmCrfModel.read(bundle), options);
  }

  /**
   * Checks that an open bundle holds a tagger for a task, without reading its weights.
   *
   * @param query what is looked for; null for what the model says
   * @throws BundleException when it doesn't
   */
  public static void require(ModelBundle bundle, TaggerTask task, EntityQuery query)
      throws BundleException {
    requireTagger(bundle, query);
    task.require(bundle.manifest());
  }

  private static void requireTagger(ModelBundle bundle, EntityQuery query) throws BundleException {
    String kind = bundle.manifest().kind();
    boolean asks = kind.equals(GlinerModel.KIND);
    if (!asks && !kind.equals(BiLstmCrfModel.KIND) && !kind.equals(EncoderTaggerModel.KIND)) {
      throw new BundleException(
          "The bundle [%s] is of the kind [%s]; expected a sequence tagger: [%s], [%s] or [%s]"
              .formatted(
                  bundle.location(),
                  kind,
                  BiLstmCrfModel.KIND,
                  EncoderTaggerModel.KIND,
                  GlinerModel.KIND));
    }
    if (asks && query == null) {
      throw new BundleException(
          "The bundle [%s] finds what its user names; expected [labels], such as [person, weapon]"
              .formatted(bundle.location()));
    }
    if (!asks && query != null) {
      throw EntityFinders.refused(bundle);
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
