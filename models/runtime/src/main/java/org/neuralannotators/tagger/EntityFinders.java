package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.GlinerModel;

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
    return new Face(
        OpenModel.shared(
            EntityFinder.class, location, run.toString(), bundle -> open(bundle, run)));
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
    return new Face(OpenModel.own(open(bundle, options)));
  }

  private static LoadedModel<EntityFinding> open(ModelBundle bundle, TaggerOptions options)
      throws IOException {
    if (!isFinder(bundle.manifest())) {
      throw refused(bundle);
    }
    GlinerModel model = GlinerModel.read(bundle);
    return LoadedModel.onLanes(
        "entity finder",
        bundle.manifest(),
        options.run(),
        model::close,
        lanes -> new EntityFinding(model, lanes, options.predictor()));
  }

  static BundleException refused(ModelBundle bundle) {
    ModelManifest manifest = bundle.manifest();
    return new BundleException(
        "The bundle [%s] is of the kind [%s] with the labels %s; expected [%s] for labels of one's"
                .formatted(bundle.location(), manifest.kind(), manifest.labels(), GlinerModel.KIND)
            + " own. Leave out [labels], or choose another bundle");
  }

  private record Face(OpenModel<EntityFinding> model)
      implements EntityFinder, PredictorFace<EntityFinding> {
    @Override
    public List<Tagging> find(List<? extends List<String>> sentences, EntityQuery query) {
      return model.run(finding -> finding.find(sentences, query));
    }
  }
}
