package org.neuralannotators.corenlp;

import edu.stanford.nlp.pipeline.Annotator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuralannotators.bundle.registry.NearestName;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.RunOptions;

/**
 * The properties under an annotator's name. CoreNLP lends an annotator to every pipeline whose
 * properties under that name are the same, so no other property may change what it finds.
 */
final class AnnotatorProperties {
  static final String MODEL_VARIANT = "modelVariant";
  static final String LANGUAGE = "language";
  static final String LANGUAGE_MISMATCH = "languageMismatch";
  private static final String MODEL_LOCATION = "modelLocation";
  private static final String NUM_THREADS = "numThreads";
  private static final String BATCH_TOKENS = "batchTokens";
  private static final String PRECISION = "precision";

  /** What every annotator knows. */
  private static final Set<String> COMMON =
      Set.of(MODEL_LOCATION, NUM_THREADS, BATCH_TOKENS, PRECISION, LANGUAGE, LANGUAGE_MISMATCH);

  private final String prefix;
  private final Properties properties;

  private AnnotatorProperties(String prefix, Properties properties) {
    this.prefix = prefix;
    this.properties = properties;
  }

  /**
   * The properties of one annotator.
   *
   * @param name of the annotator
   * @param options that it knows beside those that say which model and how it runs, without its
   *     name
   * @throws IllegalArgumentException for a name that is CoreNLP's own, or an option that the
   *     annotator doesn't know
   */
  static AnnotatorProperties of(String name, Properties properties, Set<String> options) {
    if (Annotator.DEFAULT_REQUIREMENTS.containsKey(name)) {
      throw new IllegalArgumentException(
          "Annotator name ["
              + name
              + "] is built into CoreNLP, which ignores other classes under it; register this one"
              + " under another name, such as [customAnnotatorClass.neural"
              + name
              + "]");
    }
    Set<String> known = new TreeSet<>(options);
    known.addAll(COMMON);
    AnnotatorProperties own = new AnnotatorProperties(name + ".", properties);
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(own.prefix) && !known.contains(key.substring(own.prefix.length()))) {
        throw own.unknown(key.substring(own.prefix.length()), known);
      }
    }
    return own;
  }

  /**
   * Where the model is: the location, or else the bundle for language and variant.
   *
   * @param bundleName of a language and a variant
   * @param variant where none is given
   */
  String modelLocation(BinaryOperator<String> bundleName, String variant) {
    return text(
        MODEL_LOCATION, bundleName.apply(text(LANGUAGE, "en"), text(MODEL_VARIANT, variant)));
  }

  /**
   * Where the model is.
   *
   * @param kind of model, for people
   * @throws IllegalArgumentException when it isn't said
   */
  String modelLocation(String kind) {
    String location = text(MODEL_LOCATION, "");
    if (location.isEmpty()) {
      throw new IllegalArgumentException(
          "Property ["
              + prefix
              + MODEL_LOCATION
              + "] is missing; expected the path or name of a bundle of a "
              + kind);
    }
    return location;
  }

  /** How its network runs. */
  RunOptions run(RunOptions defaults) {
    return new RunOptions(
        numThreads(),
        wholeNumber(BATCH_TOKENS, 1, defaults.batchTokens()),
        choice(PRECISION, defaults.precision()));
  }

  /** How its predictor runs. */
  PredictorOptions predictor() {
    return PredictorOptions.DEFAULT.withRun(run(PredictorOptions.DEFAULT.run()));
  }

  /**
   * How many batches are computed at once: its own number, else that of all annotators, else 0 for
   * as many as there are processors.
   */
  private int numThreads() {
    AnnotatorProperties shared = new AnnotatorProperties("", properties);
    int threads = shared.parsed("nthreads", "a whole number", Integer::valueOf, 0);
    return wholeNumber(NUM_THREADS, 0, Math.max(0, threads));
  }

  private IllegalArgumentException unknown(String option, Set<String> options) {
    return new IllegalArgumentException(
        "Unknown property ["
            + prefix
            + option
            + "]. Did you mean ["
            + prefix
            + NearestName.of(option, options)
            + "]? Known behind ["
            + prefix
            + "]: "
            + String.join(", ", options));
  }

  /** The value without the blanks around it; the default when there is none. */
  String text(String option, String defaultValue) {
    String value = properties.getProperty(prefix + option, "").strip();
    return value.isEmpty() ? defaultValue : value;
  }

  /**
   * The values between separators, without blanks around them and empty ones.
   *
   * @param separator a regular expression
   */
  List<String> list(String option, String separator) {
    return Stream.of(text(option, "").split(separator))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The value as it is, with the blanks around it; null when there is none. */
  String verbatim(String option) {
    return properties.getProperty(prefix + option);
  }

  int wholeNumber(String option, int lowest, int defaultValue) {
    return Objects.requireNonNullElse(wholeNumber(option, lowest), defaultValue);
  }

  /** Null when there is none. */
  Integer wholeNumber(String option, int lowest) {
    String expected = "a whole number, " + lowest + " or more";
    Integer value = parsed(option, expected, Integer::valueOf, null);
    if (value != null && value < lowest) {
      throw refused(option, value, expected, null);
    }
    return value;
  }

  /** Null when there is none. */
  Double number(String option, double lowest) {
    String expected = "a number, " + lowest + " or more";
    Double value = parsed(option, expected, Double::valueOf, null);
    if (value != null && !(value >= lowest)) {
      throw refused(option, value, expected, null);
    }
    return value;
  }

  double probability(String option, double defaultValue) {
    String expected = "a number from 0 to 1";
    double value = parsed(option, expected, Double::valueOf, defaultValue);
    if (!(value >= 0 && value <= 1)) {
      throw refused(option, value, expected, null);
    }
    return value;
  }

  boolean truth(String option) {
    return truth(option, false);
  }

  boolean truth(String option, boolean defaultValue) {
    return parsed(option, "[true] or [false]", AnnotatorProperties::truthOf, defaultValue);
  }

  private static boolean truthOf(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  /** One of an enumeration, in capital or small letters. */
  <E extends Enum<E>> E choice(String option, E defaultValue) {
    Class<E> type = defaultValue.getDeclaringClass();
    return parsed(
        option,
        "one of " + Arrays.toString(type.getEnumConstants()),
        value -> Enum.valueOf(type, value.toUpperCase(Locale.ROOT)),
        defaultValue);
  }

  /**
   * A value of any type.
   *
   * @param expected what a value must be, for people
   * @param parser throws IllegalArgumentException for what isn't
   */
  <T> T parsed(String option, String expected, Function<String, T> parser, T defaultValue) {
    String value = text(option, "");
    try {
      return value.isEmpty() ? defaultValue : parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw refused(option, value, expected, e);
    }
  }

  private IllegalArgumentException refused(
      String option, Object value, String expected, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "Property [" + prefix + option + "] is [" + value + "]; expected " + expected, cause);
  }
}
