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
import java.util.function.Supplier;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerTask;

/** What every annotator does: tags the sentences of CoreNLP's documents. Thread-safe. */
final class AnnotatorModel {
  /** The annotators that must come before. */
  static final List<String> REQUIREMENTS =
      List.of(Annotator.STANFORD_TOKENIZE, Annotator.STANFORD_SSPLIT);

  private final String name;
  private final ReloadingTagger model;
  private final DocumentTagger tagger;

  /**
   * @param name of the annotator
   * @param loader called now, and again when the model is used after it was released
   */
  AnnotatorModel(String name, TaggingLimits limits, Supplier<SequenceTagger> loader) {
    this.name = name;
    model = new ReloadingTagger(loader);
    tagger = new DocumentTagger(model, limits);
  }

  /**
   * Loads a bundle.
   *
   * @throws UncheckedIOException when it is missing, damaged or for another task
   */
  static AnnotatorModel load(String name, TaggingOptions options, TaggerTask task) {
    return new AnnotatorModel(
        name,
        options.limits(),
        ReloadingModel.loader(
            name,
            options.modelLocation(),
            location -> SequenceTaggers.load(location, options.tagger(), task)));
  }

  /** Takes what the model says of a sentence. */
  interface Writer {
    /**
     * @param tagging none when the sentence wasn't tagged; see {@link DocumentTagger#tag}
     */
    void write(CoreMap sentence, List<CoreLabel> tokens, Optional<Tagging> tagging);
  }

  /**
   * Tags a document and gives its sentences to the writer, in order.
   *
   * @throws IllegalArgumentException when the document has no sentences
   */
  void tag(Annotation document, Writer writer) {
    List<CoreMap> sentences = document.get(SentencesAnnotation.class);
    if (sentences == null) {
      throw new IllegalArgumentException(
          "Annotator ["
              + name
              + "] found no sentences in the document; expected [annotators] to name "
              + REQUIREMENTS
              + " before it");
    }
    List<List<CoreLabel>> tokens = new ArrayList<>(sentences.size());
    List<List<String>> words = new ArrayList<>(sentences.size());
    for (CoreMap sentence : sentences) {
      List<CoreLabel> own =
          Objects.requireNonNullElse(sentence.get(TokensAnnotation.class), List.of());
      tokens.add(own);
      words.add(own.stream().map(token -> Objects.requireNonNullElse(token.word(), "")).toList());
    }
    List<Optional<Tagging>> taggings = tagger.tag(words);
    for (int i = 0; i < taggings.size(); i++) {
      writer.write(sentences.get(i), tokens.get(i), taggings.get(i));
    }
  }

  /** Gives the model back until it is used again. */
  void release() {
    model.release();
  }
}
