package org.neuralannotators.opennlp;

import java.io.IOException;
import java.util.Objects;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;

/** The options that all tools have. For one thread; the tools are for many. */
abstract class TaggerBuilder<B extends TaggerBuilder<B>> {
  private final TaggerTask task;
  private String modelLocation = "";
  private String language = "en";
  private String modelVariant = "";
  private LabelMap tagMap = LabelMap.IDENTITY;
  private TaggerOptions options = TaggerOptions.DEFAULT;

  TaggerBuilder(TaggerTask task) {
    this.task = task;
  }

  abstract B self();

  /**
   * Path of a bundle, {@code classpath:} and a path, or the name of a bundle. Without it language
   * and variant name the bundle, such as {@code en-ner} or {@code en-pos}.
   */
  public B modelLocation(String location) {
    modelLocation = Objects.requireNonNull(location, "modelLocation");
    return self();
  }

  /** Language of the bundle, when no location is given; {@code en} by default. */
  public B language(String code) {
    language = Objects.requireNonNull(code, "language");
    return self();
  }

  /** Chooses among the bundles of a language: {@code en-ner-VARIANT}. */
  public B modelVariant(String variant) {
    modelVariant = Objects.requireNonNull(variant, "modelVariant");
    return self();
  }

  /**
   * New names for the model's labels: span types such as {@code PER=person,LOC=location}, where
   * {@code O} drops a label, or tags such as {@code PROPN=NNP}, of which none is dropped.
   */
  public B tagMap(LabelMap map) {
    tagMap = Objects.requireNonNull(map, "tagMap");
    return self();
  }

  /** How many batches are computed at once; 0, the default, for one on each processor. */
  public B numThreads(int threads) {
    options = options.withNumThreads(threads);
    return self();
  }

  /** How many tokens share a batch; one sentence is never divided. */
  public B batchTokens(int tokens) {
    options = options.withBatchTokens(tokens);
    return self();
  }

  /** How exact the network's products are; in single precision by default. */
  public B precision(Precision precision) {
    options = options.withPrecision(Objects.requireNonNull(precision, "precision"));
    return self();
  }

  final LabelMap tagMap() {
    return tagMap;
  }

  final SequenceTagger loadTagger() throws IOException {
    String location =
        modelLocation.isEmpty() ? task.bundleName(language, modelVariant) : modelLocation;
    return SequenceTaggers.load(location, options, task);
  }
}
