package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.GlinerModel;
import org.neuralannotators.zeroshot.PromptedSentence;

/** Loads entity finders. Thread-safe. */
public final class EntityFinders {
  private EntityFinders() {}

  /** The finder of a bundle with the default options; see {@link #load(String, TaggerOptions)}. */
  public static EntityFinder load(String location) throws IOException {
    return load(location, TaggerOptions.DEFAULT);
  }

  /**
   * The finder of a bundle. Whoever loads the same bundle with the same options shares one model,
   * whatever is looked for; it is freed when the last finder is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, as of a tagger; the query isn't heeded
   * @throws BundleException when there is no such bundle or it holds no finder
   */
  public static EntityFinder load(String location, TaggerOptions options) throws IOException {
    TaggerOptions run = options.withQuery(null);
    return new SharedFinder(
        ModelRegistry.acquire(
            location, run.toString(), EntityFinder.class, bundle -> read(bundle, run)));
  }

  /** Whether a bundle holds a finder. */
  public static boolean isFinder(ModelManifest manifest) {
    return manifest.kind().equals(GlinerModel.KIND);
  }

  /**
   * The finder of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no finder
   */
  public static EntityFinder read(ModelBundle bundle, TaggerOptions options) throws IOException {
    if (!isFinder(bundle.manifest())) {
      throw refused(bundle);
    }
    return new OwnFinder(bundle.manifest(), GlinerModel.read(bundle), options);
  }

  static BundleException refused(ModelBundle bundle) {
    ModelManifest manifest = bundle.manifest();
    return new BundleException(
        "The bundle [%s] is of the kind [%s] with the labels %s; expected [%s] for labels of one's"
                .formatted(bundle.location(), manifest.kind(), manifest.labels(), GlinerModel.KIND)
            + " own. Leave out [labels], or choose another bundle");
  }

  /** A finder that is nobody else's. */
  private static final class OwnFinder implements EntityFinder {
    private final GlinerModel model;
    private final OpenModel open;
    private final int batchTokens;
    private final SharedBatches<PromptedSentence, Tagging> batches;

    OwnFinder(ModelManifest manifest, GlinerModel model, TaggerOptions options) {
      this.model = model;
      open = new OpenModel("entity finder", manifest, options.run(), model::close);
      batchTokens = options.run().batchTokens();
      batches =
          SharedBatches.ofLargeProducts(open.lanes(), options, PromptedSentence::rows, this::find);
    }

    private List<Tagging> find(Lanes.Lane lane, List<PromptedSentence> sentences) {
      long rows = sentences.stream().mapToLong(PromptedSentence::rows).sum();
      return lane.infer(rows, batchTokens, pass -> model.find(pass, sentences));
    }

    @Override
    public List<Tagging> find(List<? extends List<String>> sentences, EntityQuery query) {
      open.requireOpen();
      return batches.run(model.encode(sentences, query));
    }

    @Override
    public ModelManifest manifest() {
      return open.manifest();
    }

    @Override
    public void close() {
      open.close();
    }
  }

  /** A lease on a finder. */
  private record SharedFinder(Lease<EntityFinder> lease) implements EntityFinder {
    @Override
    public List<Tagging> find(List<? extends List<String>> sentences, EntityQuery query) {
      return lease.model().find(sentences, query);
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
