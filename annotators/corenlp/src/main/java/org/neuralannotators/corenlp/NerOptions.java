package org.neuralannotators.corenlp;

import java.util.Properties;
import java.util.Set;
import org.neuralannotators.bundle.ModelRepository;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.tagger.TaggerOptions;

/**
 * The options of {@link NeuralNerAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param tagger threads and batches
 * @param tagMap the model's labels as CoreNLP's tags
 * @param minConfidence mentions that are less certain aren't written
 * @param limits what isn't tagged
 */
record NerOptions(
    String modelLocation,
    TaggerOptions tagger,
    LabelMap tagMap,
    double minConfidence,
    TaggingLimits limits) {

  /** The tags that CoreNLP's own models give. */
  private static final String DEFAULT_TAG_MAP = "PER=PERSON,LOC=LOCATION,ORG=ORGANIZATION";

  private static final String MODEL_LOCATION = "modelLocation";
  private static final String MODEL_VARIANT = "modelVariant";
  private static final String LANGUAGE = "language";
  private static final String NUM_THREADS = "numThreads";
  private static final String BATCH_TOKENS = "batchTokens";
  private static final String TAG_MAP = "tagMap";
  private static final String MIN_CONFIDENCE = "minConfidence";
  private static final String MAX_LENGTH = "maxlen";
  private static final String MAX_TIME = "maxtime";
  private static final Set<String> ALL =
      Set.of(
          MODEL_LOCATION,
          MODEL_VARIANT,
          LANGUAGE,
          NUM_THREADS,
          BATCH_TOKENS,
          TAG_MAP,
          MIN_CONFIDENCE,
          MAX_LENGTH,
          MAX_TIME);

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static NerOptions read(String name, Properties properties) {
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, ALL);
    int threads =
        AnnotatorProperties.shared(properties)
            .parsed("nthreads", "a whole number", Integer::valueOf, 0);
    return new NerOptions(
        own.text(MODEL_LOCATION, defaultModel(own)),
        TaggerOptions.DEFAULT
            .withNumThreads(own.wholeNumber(NUM_THREADS, 0, Math.max(0, threads)))
            .withBatchTokens(own.wholeNumber(BATCH_TOKENS, 1, TaggerOptions.DEFAULT.batchTokens())),
        own.parsed(TAG_MAP, "[label=tag, ...]", LabelMap::parse, LabelMap.parse(DEFAULT_TAG_MAP)),
        own.probability(MIN_CONFIDENCE, 0),
        new TaggingLimits(
            own.wholeNumber(MAX_LENGTH, 1, Integer.MAX_VALUE),
            own.wholeNumber(MAX_TIME, 1, Integer.MAX_VALUE)));
  }

  private static String defaultModel(AnnotatorProperties own) {
    return ModelRepository.bundleName(own.text(LANGUAGE, "en"), "ner", own.text(MODEL_VARIANT, ""));
  }
}
