package org.neuralannotators.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * How documents are annotated; each task reads what is for it. Immutable; travels from the driver
 * to the executors.
 *
 * @param language of plain text that is split into sentences and tokens; empty for the model's
 * @param languageMismatch what is done with documents that the model isn't for
 * @param prompt by which a language model is asked; null for classifiers
 */
record Options(
    String language,
    LanguageMismatch languageMismatch,
    Labels labels,
    Query query,
    Run run,
    Vectors vectors,
    Translations translations,
    Prompt prompt)
    implements Serializable {
  /** English text, all that is found, the models' defaults. */
  static final Options DEFAULT =
      new Options(
          "en",
          LanguageMismatch.WARN,
          new Labels(0, "", ""),
          new Query("", EntityQuery.DEFAULT_THRESHOLD, false),
          new Run(0, 0, Precision.FP32),
          new Vectors(VectorUnit.TOKEN, Layers.TOP),
          new Translations(0, false, TextChoice.ANY),
          null);

  Options {
    // Rules and bundles are for all regions: en for en-GB.
    language = language.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
  }

  /**
   * What is wanted of what is found.
   *
   * @param exclude those whose whole text matches this regular expression are left out; or empty
   * @param tagMap as in {@link LabelMap#parse}
   */
  record Labels(double minConfidence, String exclude, String tagMap) implements Serializable {
    /**
     * @throws IllegalArgumentException when one of them can't be read
     */
    Labels {
      filter(minConfidence, exclude);
      LabelMap.parse(tagMap);
    }

    SpanFilter filter() {
      return filter(minConfidence, exclude);
    }

    LabelMap map() {
      return LabelMap.parse(tagMap);
    }

    private static SpanFilter filter(double minConfidence, String exclude) {
      try {
        return new SpanFilter(minConfidence, exclude.isEmpty() ? null : Pattern.compile(exclude));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "exclude [" + exclude + "]; expected a regular expression: " + e.getDescription(), e);
      }
    }
  }

  /**
   * What a model looks for that finds entities by their description.
   *
   * @param labels with commas between; empty for models that have labels of their own
   */
  record Query(String labels, double threshold, boolean nested) implements Serializable {
    /**
     * @throws IllegalArgumentException when one of them can't be used
     */
    Query {
      read(labels, threshold, nested);
    }

    /** Null without labels. */
    EntityQuery read() {
      return read(labels, threshold, nested);
    }

    private static EntityQuery read(String labels, double threshold, boolean nested) {
      List<String> each =
          Stream.of(labels.split(","))
              .map(String::strip)
              .filter(label -> !label.isEmpty())
              .toList();
      Double chosen = threshold == EntityQuery.DEFAULT_THRESHOLD ? null : (Double) threshold;
      return EntityQuery.ofOptions(each, chosen, nested);
    }
  }

  /**
   * How a network runs. Not resolved on the driver, whose processors are others.
   *
   * @param numThreads 0 for all processors of an executor's machine
   * @param batchTokens 0 for the default of the task
   */
  record Run(int numThreads, int batchTokens, Precision precision) implements Serializable {
    Run {
      options(RunOptions.DEFAULT, numThreads, batchTokens, precision);
    }

    /** These where they are set, and the defaults. */
    RunOptions over(RunOptions defaults) {
      return options(defaults, numThreads, batchTokens, precision);
    }

    /** Of a predictor. */
    PredictorOptions predictor() {
      return PredictorOptions.DEFAULT.withRun(over(PredictorOptions.DEFAULT.run()));
    }

    private static RunOptions options(
        RunOptions defaults, int numThreads, int batchTokens, Precision precision) {
      RunOptions options = defaults.withNumThreads(numThreads).withPrecision(precision);
      return batchTokens == 0 ? options : options.withBatchTokens(batchTokens);
    }
  }

  /** What vectors are of and made of. */
  record Vectors(VectorUnit unit, Layers layers) implements Serializable {}

  /**
   * How texts are translated.
   *
   * @param beamSize how many targets the search follows; 0 for the default
   * @param warnings whether a translation tells what was found wrong with it
   * @param texts that a translator is asked for
   */
  record Translations(int beamSize, boolean warnings, TextChoice texts) implements Serializable {
    Translations {
      if (beamSize < 0) {
        throw new IllegalArgumentException(
            "beamSize [" + beamSize + "]; expected 1 or more, or 0 for the default");
      }
    }
  }

  Options withLanguage(String code) {
    return new Options(code, languageMismatch, labels, query, run, vectors, translations, prompt);
  }

  Options withLanguageMismatch(LanguageMismatch other) {
    return new Options(language, other, labels, query, run, vectors, translations, prompt);
  }

  Options withLabels(double minConfidence, String exclude, String tagMap) {
    Labels wanted = new Labels(minConfidence, exclude, tagMap);
    return new Options(
        language, languageMismatch, wanted, query, run, vectors, translations, prompt);
  }

  Options withQuery(String ownLabels, double threshold, boolean nested) {
    Query wanted = new Query(ownLabels, threshold, nested);
    return new Options(
        language, languageMismatch, labels, wanted, run, vectors, translations, prompt);
  }

  Options withMinConfidence(double minConfidence) {
    return withLabels(minConfidence, labels.exclude, labels.tagMap);
  }

  Options withRun(int numThreads, int batchTokens, Precision precision) {
    Run other = new Run(numThreads, batchTokens, precision);
    return new Options(
        language, languageMismatch, labels, query, other, vectors, translations, prompt);
  }

  Options withVectors(VectorUnit unit, Layers layers) {
    Vectors others = new Vectors(unit, layers);
    return new Options(
        language, languageMismatch, labels, query, run, others, translations, prompt);
  }

  Options withTranslations(int beamSize, boolean warnings, TextChoice texts) {
    Translations others = new Translations(beamSize, warnings, texts);
    return new Options(language, languageMismatch, labels, query, run, vectors, others, prompt);
  }

  /**
   * Reads a prompt file, on the driver.
   *
   * @param file empty for none
   * @throws IllegalArgumentException when it can't be read or used
   */
  Options withPrompt(String file) {
    try {
      Prompt read = file.isEmpty() ? null : Prompt.read(Path.of(file));
      return new Options(
          language, languageMismatch, labels, query, run, vectors, translations, read);
    } catch (IOException e) {
      throw new IllegalArgumentException("Prompt file [" + file + "] can't be read: " + e, e);
    }
  }

  /** One of an enumeration, in capital or small letters. */
  static <E extends Enum<E>> E choice(String option, String value, Class<E> choices) {
    try {
      return Enum.valueOf(choices, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option
              + " ["
              + value
              + "]; expected one of "
              + Arrays.toString(choices.getEnumConstants()),
          e);
    }
  }
}
