package org.neuralannotators.opennlp;

import java.io.IOException;
import java.util.Objects;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.registry.ModelRepository;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.tagger.TaggerOptions;
import org.slf4j.LoggerFactory;

/** The options that all tools have. For one thread; the tools are for many. */
abstract class ToolBuilder<B extends ToolBuilder<B>> {
  private String modelLocation = "";
  private String language;
  private LanguageMismatch languageMismatch = LanguageMismatch.WARN;
  private TaggerOptions options = TaggerOptions.DEFAULT;

  abstract B self();

  /** Path of a bundle, {@code classpath:} and a path, or the name of a bundle. */
  public B modelLocation(String location) {
    modelLocation = Objects.requireNonNull(location, "modelLocation");
    return self();
  }

  /**
   * Language of the texts, such as {@code en}; OpenNLP's documents don't say theirs. It names the
   * bundle of a tagger where no location is given, {@code en} by default; a model that was trained
   * for another language is a mismatch.
   */
  public B language(String code) {
    language = Objects.requireNonNull(code, "language");
    return self();
  }

  /**
   * What is done with a model for another language than {@link #language} says: a warning in the
   * log, by default, an {@link IllegalArgumentException} of {@code load()}, or nothing. The same
   * primary subtag is the same language: {@code en-US}, {@code EN} and {@code en_GB} are {@code
   * en}.
   */
  public B languageMismatch(LanguageMismatch mismatch) {
    languageMismatch = Objects.requireNonNull(mismatch, "languageMismatch");
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

  final String modelLocation() {
    return modelLocation;
  }

  final String languageOr(String other) {
    return language == null ? other : language;
  }

  final TaggerOptions options() {
    return options;
  }

  /** Compares the language of a bundle with that of the texts. */
  final void checkLanguage(String location) throws IOException {
    if (language != null) {
      new LanguageCheck(
              ModelRepository.standard().manifest(location),
              languageMismatch,
              warning -> LoggerFactory.getLogger(getClass()).warn(warning))
          .check(language);
    }
  }
}
