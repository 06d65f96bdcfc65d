package org.neuralannotators.corenlp;

import edu.stanford.nlp.pipeline.Annotation;
import java.util.function.Consumer;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.LanguageAnnotation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an annotator does about documents in a language that its model isn't for.
 *
 * @param language of documents that don't say theirs; null if it isn't known. It is of the
 *     annotator's own properties: {@code tokenize.language} is one of the pipeline's, and CoreNLP
 *     lends an annotator to others.
 */
record LanguageOptions(String language, LanguageMismatch mismatch) {
  private static final Logger LOG = LoggerFactory.getLogger(LanguageOptions.class);

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for a value that isn't allowed
   */
  static LanguageOptions read(AnnotatorProperties own) {
    return new LanguageOptions(
        own.text(AnnotatorProperties.LANGUAGE, null),
        own.choice(AnnotatorProperties.LANGUAGE_MISMATCH, LanguageMismatch.WARN));
  }

  /** What is done with each document, by an annotator whose model this is. */
  Consumer<Annotation> check(String annotator, ModelManifest manifest) {
    LanguageCheck check =
        new LanguageCheck(
            manifest, mismatch, warning -> LOG.warn("Annotator [{}]: {}", annotator, warning));
    return document -> {
      String own = document.get(LanguageAnnotation.class);
      check.check(own == null ? language : own);
    };
  }
}
