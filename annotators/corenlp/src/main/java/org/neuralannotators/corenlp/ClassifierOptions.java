package org.neuralannotators.corenlp;

import java.util.Properties;
import java.util.Set;
import org.neuralannotators.tagger.TaggerOptions;

/**
 * The options of {@link NeuralClassifierAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param classifier threads and batches
 * @param unit what gets a class
 * @param sentiment whether classes are written as CoreNLP's sentiment
 */
record ClassifierOptions(
    String modelLocation, TaggerOptions classifier, Unit unit, boolean sentiment) {
  /** What gets a class. */
  enum Unit {
    SENTENCE,
    DOCUMENT
  }

  private static final String MODEL_LOCATION = "modelLocation";
  private static final String UNIT = "unit";
  private static final String SENTIMENT = "sentiment";
  private static final String NUM_THREADS = "numThreads";
  private static final String BATCH_TOKENS = "batchTokens";
  private static final Set<String> ALL =
      Set.of(MODEL_LOCATION, UNIT, SENTIMENT, NUM_THREADS, BATCH_TOKENS);

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static ClassifierOptions read(String name, Properties properties) {
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, ALL);
    String location = own.text(MODEL_LOCATION, "");
    if (location.isEmpty()) {
      throw new IllegalArgumentException(
          "Property ["
              + name
              + ".modelLocation] is missing; expected the path or name of a bundle of a classifier");
    }
    int threads = own.shared().parsed("nthreads", "a whole number", Integer::valueOf, 0);
    Unit unit = own.parsed(UNIT, "[SENTENCE] or [DOCUMENT]", Unit::valueOf, Unit.SENTENCE);
    boolean sentiment = own.parsed(SENTIMENT, "[true] or [false]", ClassifierOptions::truth, false);
    if (sentiment && unit == Unit.DOCUMENT) {
      throw new IllegalArgumentException(
          "Property ["
              + name
              + ".sentiment] is [true] with [unit] DOCUMENT; expected SENTENCE: only sentences have"
              + " CoreNLP's sentiment");
    }
    return new ClassifierOptions(
        location,
        TaggerOptions.DEFAULT
            .withNumThreads(own.wholeNumber(NUM_THREADS, 0, Math.max(0, threads)))
            .withBatchTokens(own.wholeNumber(BATCH_TOKENS, 1, TaggerOptions.DEFAULT.batchTokens())),
        unit,
        sentiment);
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }
}
