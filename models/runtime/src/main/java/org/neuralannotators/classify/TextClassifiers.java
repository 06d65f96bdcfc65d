package org.neuralannotators.classify;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ManifestParts;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.model.LoadedModel;
import org.neuralannotators.model.OpenModel;
import org.neuralannotators.model.PredictorFace;
import org.neuralannotators.model.PredictorOptions;

/** Loads text classifiers. Thread-safe. */
public final class TextClassifiers {
  private TextClassifiers() {}

  /** With the default options; see {@link #load(String, PredictorOptions)}. */
  public static TextClassifier load(String location) throws IOException {
    return load(location, PredictorOptions.DEFAULT);
  }

  /**
   * The classifier of a bundle. Whoever loads the same bundle with the same options shares one
   * model, which is freed when the last classifier is closed, or dropped without close.
   *
   * @param location a path, a {@code classpath:} location, or a bundle's name
   * @param options threads and batches, whose tokens are word pieces
   * @throws BundleException when there is no such bundle or it holds no classifier
   */
  public static TextClassifier load(String location, PredictorOptions options) throws IOException {
    return new Face(
        OpenModel.shared(
            TextClassifier.class, location, options.toString(), bundle -> open(bundle, options)));
  }

  /**
   * The same, of one that classifies what shall be classified.
   *
   * @param pairs whether these are pairs, not texts
   * @throws BundleException also when it classifies the other
   */
  public static TextClassifier load(String location, PredictorOptions options, boolean pairs)
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
  public static TextClassifier read(ModelBundle bundle, PredictorOptions options)
      throws IOException {
    return new Face(OpenModel.own(open(bundle, options)));
  }

  private static LoadedModel<TextClassification> open(ModelBundle bundle, PredictorOptions options)
      throws IOException {
    EncoderHeadModel<ClassTarget> model = EncoderHeadModel.read(HeadKind.CLASSIFIER, bundle);
    return LoadedModel.onLanes(
        "classifier",
        bundle.manifest(),
        options.run(),
        model::close,
        lanes -> new TextClassification(model, lanes, options));
  }

  private record Face(OpenModel<TextClassification> model)
      implements TextClassifier, PredictorFace<TextClassification> {
    @Override
    public List<Classification> classify(List<String> texts) {
      return model.run(classification -> classification.classify(texts));
    }

    @Override
    public List<Classification> classifyPairs(List<TextPair> pairs) {
      return model.run(classification -> classification.classifyPairs(pairs));
    }

    @Override
    public boolean pairs() {
      return model.run(TextClassification::pairs);
    }
  }
}
