package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.CoreMap;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;
import org.neuralannotators.embed.sentence.SentenceEmbedder;
import org.neuralannotators.embed.sentence.SentenceEmbedders;

/** Gives sentences vectors by a network that reads their texts. Thread-safe. */
final class SentenceVectors {
  private final String name;
  private final ReloadingModel<SentenceEmbedder> model;
  private final Consumer<Annotation> languageCheck;
  private final LimitedWork<CoreMap, float[]> work;

  private SentenceVectors(
      String name, EmbeddingOptions options, ReloadingModel<SentenceEmbedder> model) {
    this.name = name;
    this.model = model;
    languageCheck = options.languages().check(name, model.use(SentenceEmbedder::manifest));
    work =
        new LimitedWork<>(
            sentences -> model.use(embedder -> vectors(embedder, sentences)),
            SentenceVectors::tokens,
            options.limits(),
            LimitedWork.TOKENS_AT_ONCE);
  }

  /**
   * The vectors of a bundle's model.
   *
   * @param name of the annotator
   * @throws IllegalArgumentException when the options ask for vectors of tokens
   * @throws java.io.UncheckedIOException when the bundle is missing or damaged
   */
  static SentenceVectors of(String name, EmbeddingOptions options) {
    options.granularity().requireSentences(name + ".granularity", options.modelLocation());
    return new SentenceVectors(
        name,
        options,
        new ReloadingModel<>(
            ReloadingModel.loader(
                name,
                options.modelLocation(),
                location ->
                    SentenceEmbedders.load(
                        location, SentenceEmbedders.options(location, options.embedder()), null)),
            SentenceEmbedder::close));
  }

  private static List<float[]> vectors(SentenceEmbedder embedder, List<CoreMap> sentences) {
    return Arrays.asList(
        embedder.embed(
            sentences.stream()
                .map(sentence -> Objects.requireNonNullElse(sentence.get(TextAnnotation.class), ""))
                .toList()));
  }

  private static int tokens(CoreMap sentence) {
    return Objects.requireNonNullElse(sentence.get(TokensAnnotation.class), List.of()).size();
  }

  /** As {@link AnnotatorModel#annotate}. */
  void annotate(Annotation document) {
    languageCheck.accept(document);
    List<CoreMap> sentences = AnnotatorModel.sentences(name, document);
    List<Optional<float[]>> vectors = work.of(sentences);
    for (int i = 0; i < vectors.size(); i++) {
      CoreMap sentence = sentences.get(i);
      vectors.get(i).ifPresent(vector -> sentence.set(VectorAnnotation.class, vector));
    }
  }

  /** Gives the model back until it is used again. */
  void release() {
    model.release();
  }
}
