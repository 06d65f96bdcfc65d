package org.neuralannotators.corenlp;

import java.util.Set;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;

/**
 * The options that all annotators have.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param tagger threads and batches
 * @param tagMap the model's labels as CoreNLP's tags
 * @param limits what isn't tagged
 */
record TaggingOptions(
    String modelLocation, TaggerOptions tagger, LabelMap tagMap, TaggingLimits limits) {
  private static final String MODEL_LOCATION = "modelLocation";
  private static final String MODEL_VARIANT = "modelVariant";
  private static final String LANGUAGE = "language";
  private static final String NUM_THREADS = "numThreads";
  private static final String BATCH_TOKENS = "batchTokens";
  private static final String TAG_MAP = "tagMap";
  private static final String MAX_LENGTH = "maxlen";
  private static final String MAX_TIME = "maxtime";

  /** Their names. */
  static final Set<String> NAMES =
      Set.of(
          MODEL_LOCATION,
          MODEL_VARIANT,
          LANGUAGE,
          NUM_THREADS,
          BATCH_TOKENS,
          TAG_MAP,
          MAX_LENGTH,
          MAX_TIME);

  /**
   * Reads them.
   *
   * @param task chooses the bundle where no location does
   * @param variant of the bundle where no other is chosen
   * @throws IllegalArgumentException for a value that isn't allowed
   */
  static TaggingOptions read(
      AnnotatorProperties own, TaggerTask task, String variant, LabelMap defaultTagMap) {
    int threads = own.shared().parsed("nthreads", "a whole number", Integer::valueOf, 0);
    String bundle = task.bundleName(own.text(LANGUAGE, "en"), own.text(MODEL_VARIANT, variant));
    return new TaggingOptions(
        own.text(MODEL_LOCATION, bundle),
        TaggerOptions.DEFAULT
            .withNumThreads(own.wholeNumber(NUM_THREADS, 0, Math.max(0, threads)))
            .withBatchTokens(own.wholeNumber(BATCH_TOKENS, 1, TaggerOptions.DEFAULT.batchTokens())),
        own.parsed(TAG_MAP, "[label=tag, ...]", LabelMap::parse, defaultTagMap),
        new TaggingLimits(
            own.wholeNumber(MAX_LENGTH, 1, Integer.MAX_VALUE),
            own.wholeNumber(MAX_TIME, 1, Integer.MAX_VALUE)));
  }
}
