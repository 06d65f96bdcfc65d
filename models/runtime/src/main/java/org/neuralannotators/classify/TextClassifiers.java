package org.neuralannotators.classify;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.OpenModel;
import org.neuralannotators.bundle.registry.Lease;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.tagger.TaggerOptions;

/** Loads text classifiers. Thread-safe. */
public final class TextClassifiers {
  private TextClassifiers() {}

  /** With the default options; see {@link #load(String, TaggerOptions)}. */
  public static TextClassifier load(String location) throws IOException {
    return load(location, TaggerOptions.DEFAULT);
  }

  /**
   * The classifier of a bundle. Whoever loads the same bundle with the same options shares one
   * model, which is freed when the last classifier is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, as of a tagger; tokens are word pieces
   * @throws BundleException when there is no such bundle or it holds no classifier
   */
  public static TextClassifier load(String location, TaggerOptions options) throws IOException {
    return new Shared(
        ModelRegistry.acquire(
            location, options.toString(), TextClassifier.class, bundle -> read(bundle, options)));
  }

  /**
   * The same, of one that classifies what shall be classified.
   *
   * @param pairs whether these are pairs, not texts
   * @throws BundleException also when it classifies the other
   */
  public static TextClassifier load(String location, TaggerOptions options, boolean pairs)
      throws IOException {
    TextClassifier classifier = load(location, options);
    try {
      require(location, classifier.pairs(), pairs);
      return classifier;
    } catch (BundleException e) {
      classifier.close();
      throw e;
    }
  }

  /**
   * Checks that an open bundle holds a classifier of what shall be classified, without reading its
   * weights.
   *
   * @param pairs whether these are pairs, not texts
   * @throws BundleException when it doesn't
   */
  public static void require(ModelBundle bundle, boolean pairs) throws BundleException {
    bundle.requireKind(HeadKind.CLASSIFIER.name());
    require(
        bundle.location(), ManifestParts.network(bundle, HeadArchitecture.class).pairs(), pairs);
  }

  private static void require(String location, boolean found, boolean expected)
      throws BundleException {
    if (found != expected) {
      throw new BundleException(
          "The bundle [%s] classifies [%s]; expected one that classifies [%s]"
              .formatted(
                  location, TextClassification.what(found), TextClassification.what(expected)));
    }
  }

  /**
   * The classifier of an open bundle, shared with nobody; the bundle may be closed afterwards.
   *
   * @throws BundleException when it holds no classifier
   */
  public static TextClassifier read(ModelBundle bundle, TaggerOptions options) throws IOException {
    EncoderHeadModel<ClassTarget> model = EncoderHeadModel.read(HeadKind.CLASSIFIER, bundle);
    OpenModel open = new OpenModel("classifier", bundle.manifest(), options.run(), model::close);
    return new Own(open, new TextClassification(model, open.lanes(), options));
  }

  /** A classifier that is nobody else's. */
  private record Own(OpenModel open, TextClassification classification) implements TextClassifier {
    @Override
    public List<Classification> classify(List<String> texts) {
      open.requireOpen();
      return classification.classify(texts);
    }

    @Override
    public List<Classification> classifyPairs(List<TextPair> pairs) {
      open.requireOpen();
      return classification.classifyPairs(pairs);
    }

    @Override
    public boolean pairs() {
      return classification.pairs();
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

  /** A lease on a classifier. */
  private record Shared(Lease<TextClassifier> lease) implements TextClassifier {
    @Override
    public List<Classification> classify(List<String> texts) {
      return lease.model().classify(texts);
    }

    @Override
    public List<Classification> classifyPairs(List<TextPair> pairs) {
      return lease.model().classifyPairs(pairs);
    }

    @Override
    public boolean pairs() {
      return lease.model().pairs();
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
