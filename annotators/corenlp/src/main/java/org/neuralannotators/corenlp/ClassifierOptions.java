package org.neuralannotators.corenlp;

import java.util.Properties;
import java.util.Set;
import org.neuralannotators.model.PredictorOptions;

/**
 * The options of {@link NeuralClassifierAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param classifier threads and batches
 * @param unit what gets a class
 * @param sentiment whether classes are written as CoreNLP's sentiment
 * @param languages what is done about documents in other languages
 */
record ClassifierOptions(
    String modelLocation,
    PredictorOptions classifier,
    Unit unit,
    boolean sentiment,
    LanguageOptions languages) {
  /** What gets a class. */
  enum Unit {
    SENTENCE,
    DOCUMENT
  }

  private static final String UNIT = "unit";
  private static final String SENTIMENT = "sentiment";

  /** What isn't every annotator's. */
  static final Set<String> OWN = Set.of(UNIT, SENTIMENT);

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static ClassifierOptions read(String name, Properties properties) {
    return of(name, AnnotatorProperties.of(name, properties, OWN), "classifier");
  }

  /**
   * The options among an annotator's.
   *
   * @param kind of model, for people
   * @throws IllegalArgumentException for a value that isn't allowed
   */
  static ClassifierOptions of(String name, AnnotatorProperties own, String kind) {
    String location = own.modelLocation(kind);
    Unit unit = own.choice(UNIT, Unit.SENTENCE);
    boolean sentiment = own.truth(SENTIMENT);
    if (sentiment && unit == Unit.DOCUMENT) {
      throw new IllegalArgumentException(
          "Property ["
              + name
              + ".sentiment] is [true] with [unit] DOCUMENT; expected SENTENCE: only sentences have"
              + " CoreNLP's sentiment");
    }
    return new ClassifierOptions(
        location, own.predictor(), unit, sentiment, LanguageOptions.read(own));
  }
}
