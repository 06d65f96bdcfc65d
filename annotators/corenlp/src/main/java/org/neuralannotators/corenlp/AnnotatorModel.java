package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.util.CoreMap;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerTask;

/**
 * What every annotator of tokens does: hands the sentences of CoreNLP's documents to its model.
 * Thread-safe.
 *
 * @param <R> what the model says of a sentence
 */
final class AnnotatorModel<R> {
  /** The annotators that must come before. */
  static final List<String> REQUIREMENTS =
      List.of(Annotator.STANFORD_TOKENIZE, Annotator.STANFORD_SSPLIT);

  private final String name;
  private final ReloadingModel<?> model;
  private final Consumer<Annotation> languageCheck;
  private final LimitedWork<List<String>, R> work;

  /**
   * @param name of the annotator
   * @param languageCheck is done on each document
   * @param work is done by the model
   */
  AnnotatorModel(
      String name,
      ReloadingModel<?> model,
      Consumer<Annotation> languageCheck,
      LimitedWork<List<String>, R> work) {
    this.name = name;
    this.model = model;
    this.languageCheck = languageCheck;
    this.work = work;
  }

  /**
   * A model that tags.
   *
   * @param loader called now, and again when the model is used after it was released
   */
  static AnnotatorModel<Tagging> tagger(
      String name, TaggingOptions options, Supplier<SequenceTagger> loader) {
    ReloadingModel<SequenceTagger> model = new ReloadingModel<>(loader, SequenceTagger::close);
    return new AnnotatorModel<>(
        name,
        model,
        options.languages().check(name, model.use(SequenceTagger::manifest)),
        new LimitedWork<>(
            sentences -> model.use(tagger -> tagger.tag(sentences)),
            List::size,
            options.limits(),
            LimitedWork.TOKENS_AT_ONCE));
  }

  /**
   * The tagger of a bundle.
   *
   * @throws UncheckedIOException when it is missing, damaged or for another task
   */
  static AnnotatorModel<Tagging> tagger(String name, TaggingOptions options, TaggerTask task) {
    return tagger(
        name,
        options,
        ReloadingModel.loader(
            name,
            options.modelLocation(),
            location -> SequenceTaggers.load(location, options.tagger(), task)));
  }

  /**
   * The sentences of a document.
   *
   * @param annotator its name
   * @throws IllegalArgumentException when the document has none
   */
  static List<CoreMap> sentences(String annotator, Annotation document) {
    List<CoreMap> sentences = document.get(SentencesAnnotation.class);
    if (sentences == null) {
      throw new IllegalArgumentException(
          "Annotator ["
              + annotator
              + "] found no sentences in the document; expected [annotators] to name "
              + REQUIREMENTS
              + " before it");
    }
    return sentences;
  }

  /** Takes what the model says of a sentence. */
  interface Writer<R> {
    /**
     * @param result none when the sentence was left out; see {@link LimitedWork#of}
     */
    void write(CoreMap sentence, List<CoreLabel> tokens, Optional<R> result);
  }

  /**
   * Does a document and gives its sentences to the writer, in order.
   *
   * @throws IllegalArgumentException when the document has no sentences, or is in a language that
   *     the model isn't for and that shall be an error
   */
  void annotate(Annotation document, Writer<R> writer) {
    languageCheck.accept(document);
    List<CoreMap> sentences = sentences(name, document);
    List<List<CoreLabel>> tokens = new ArrayList<>(sentences.size());
    List<List<String>> words = new ArrayList<>(sentences.size());
    for (CoreMap sentence : sentences) {
      List<CoreLabel> own =
          Objects.requireNonNullElse(sentence.get(TokensAnnotation.class), List.of());
      tokens.add(own);
      words.add(own.stream().map(AnnotatorModel::text).toList());
    }
    List<Optional<R>> results = work.of(words);
    for (int i = 0; i < results.size(); i++) {
      writer.write(sentences.get(i), tokens.get(i), results.get(i));
    }
  }

  /** What a token stands for: {@code (} where the tokenizer writes {@code -LRB-}. */
  static String text(CoreLabel token) {
    String original = token.originalText();
    return original.isEmpty() ? Objects.requireNonNullElse(token.word(), "") : original;
  }

  /** Gives the model back until it is used again. */
  void release() {
    model.release();
  }
}
