package org.neuralannotators.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.tagger.TaggerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes two finders the same; travels from the driver to the executors.
 *
 * @param kinds of the input columns
 * @param hasLanguages whether a column more has the languages of the documents
 */
record FinderSettings(
    Task task, List<InputKind> kinds, boolean hasLanguages, ModelFile model, Options options)
    implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(FinderSettings.class);

  /** Loads the model. */
  Finder<?> open() throws IOException {
    Finder<?> finder =
        switch (task) {
          case NER -> TaggerFinder.spans(this, TaggerTask.NER);
          case CHUNKS -> TaggerFinder.spans(this, TaggerTask.CHUNK);
          case POS -> TaggerFinder.tags(this);
          case CLASSES -> ClassFinder.open(this);
          case VECTORS -> VectorFinder.open(this);
          case TRANSLATION -> TranslationFinder.open(this);
          case ANSWERS -> AnswerFinder.open(this);
        };
    return hasLanguages ? checked(finder, options.languageMismatch()) : finder;
  }

  private static <D> Finder<D> checked(Finder<D> finder, LanguageMismatch mismatch) {
    return new LanguageCheckedFinder<>(
        finder, new LanguageCheck(finder.manifest(), mismatch, LOG::warn));
  }

  /** What splits the documents. */
  SentenceReader sentenceReader() {
    return SentenceReader.of(kinds.get(0), options.language());
  }
}
