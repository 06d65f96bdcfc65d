package org.neuralannotators.opennlp;

import java.io.IOException;
import java.util.Objects;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelRepository;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;

/** Options of a {@link NeuralNameFinder}. For one thread; the name finder is for many. */
public final class NeuralNameFinderBuilder {
  private String modelLocation = "";
  private String language = "en";
  private String modelVariant = "";
  private double minConfidence;
  private LabelMap tagMap = LabelMap.IDENTITY;
  private TaggerOptions options = TaggerOptions.DEFAULT;

  NeuralNameFinderBuilder() {}

  /**
   * Path of a bundle, {@code classpath:} and a path, or the name of a bundle. Without it language
   * and variant name the bundle, such as {@code en-ner}.
   */
  public NeuralNameFinderBuilder modelLocation(String location) {
    modelLocation = Objects.requireNonNull(location, "modelLocation");
    return this;
  }

  /** Language of the bundle, when no location is given; {@code en} by default. */
  public NeuralNameFinderBuilder language(String code) {
    language = Objects.requireNonNull(code, "language");
    return this;
  }

  /** Chooses among the bundles of a language: {@code en-ner-VARIANT}. */
  public NeuralNameFinderBuilder modelVariant(String variant) {
    modelVariant = Objects.requireNonNull(variant, "modelVariant");
    return this;
  }

  /**
   * Less certain names are left out; 0 by default.
   *
   * @throws IllegalArgumentException when it isn't between 0 and 1
   */
  public NeuralNameFinderBuilder minConfidence(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "minConfidence [" + confidence + "]; expected a number from 0 to 1");
    }
    minConfidence = confidence;
    return this;
  }

  /** Span types by label, such as {@code PER=person,LOC=location}; {@code O} drops a label. */
  public NeuralNameFinderBuilder tagMap(LabelMap map) {
    tagMap = Objects.requireNonNull(map, "tagMap");
    return this;
  }

  /** How many batches are computed at once; 0, the default, for one on each processor. */
  public NeuralNameFinderBuilder numThreads(int threads) {
    options = options.withNumThreads(threads);
    return this;
  }

  /** How many tokens share a batch; one sentence is never divided. */
  public NeuralNameFinderBuilder batchTokens(int tokens) {
    options = options.withBatchTokens(tokens);
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger
   */
  public NeuralNameFinder load() throws IOException {
    return new NeuralNameFinder(SequenceTaggers.load(location(), options), tagMap, minConfidence);
  }

  private String location() {
    return modelLocation.isEmpty()
        ? ModelRepository.bundleName(language, "ner", modelVariant)
        : modelLocation;
  }
}
