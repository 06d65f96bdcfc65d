package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.util.CoreMap;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;
import org.neuralannotators.embed.Granularity;
import org.neuralannotators.embed.MeanVector;
import org.neuralannotators.embed.TokenEmbedder;
import org.neuralannotators.embed.TokenEmbedders;
import org.neuralannotators.embed.sentence.SentenceEmbedders;

/**
 * Gives tokens or sentences vectors, under the key {@link VectorAnnotation}. Register it under a
 * name of your own, behind {@code tokenize} and {@code ssplit}:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralembed
 * customAnnotatorClass.neuralembed = org.neuralannotators.corenlp.NeuralEmbeddingAnnotator
 * neuralembed.modelLocation = my-encoder
 * </pre>
 *
 * <p>Options, all under that name:
 *
 * <ul>
 *   <li>{@code modelLocation}: of a language model or a BERT encoder, as path of a bundle, {@code
 *       classpath:} and a path, or its name; or a file of word vectors; or of a sentence encoder,
 *       which reads the sentences' texts, for the granularity {@code SENTENCE}
 *   <li>{@code language}, {@code modelVariant}: choose the bundle where there is no location;
 *       {@code en} and {@code small}, which is {@code en-elmo-small}
 *   <li>{@code languageMismatch}: as of {@link NeuralNerAnnotator}; {@code WARN}
 *   <li>{@code layers}: {@code TOP}, the last layer; {@code MEAN} of all layers; {@code ALL}, side
 *       by side; or {@code MIX}, where the bundle has weights for it; {@code TOP}
 *   <li>{@code carryState}: whether a language model reads a sentence with what it knows from those
 *       before it in the document; false
 *   <li>{@code granularity}: {@code TOKEN}, {@code SENTENCE}, which gets the mean of its tokens, or
 *       {@code BOTH}; {@code TOKEN}
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: tokens that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 *   <li>{@code maxlen}: sentences of more tokens get no vectors
 *   <li>{@code maxtime}: milliseconds after which the rest of a document gets no vectors
 * </ul>
 *
 * <p>An interrupted thread, as after a time-out of the server, stays interrupted; the rest of its
 * document gets no vectors. With {@code carryState}, which needs a document in one piece, this and
 * {@code maxtime} only help before it has begun.
 *
 * <p>CoreNLP's serializers don't know the vectors, and the lossless ones refuse them: {@link
 * EmbeddingRemover} takes them away.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralEmbeddingAnnotator implements Annotator {
  private final Deferred<Work> model;

  /** What is done with documents, and what gives its model back. */
  private record Work(Consumer<Annotation> annotate, Runnable release) {}

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralEmbeddingAnnotator(String name, Properties properties) {
    this(name, () -> EmbeddingOptions.read(name, properties), NeuralEmbeddingAnnotator::work);
  }

  /**
   * An annotator with any embedder.
   *
   * @param loader called now, and again when the annotator is used after it was unmounted
   */
  NeuralEmbeddingAnnotator(String name, EmbeddingOptions options, Supplier<TokenEmbedder> loader) {
    this(name, () -> options, (own, given) -> work(own, given, loader));
  }

  private NeuralEmbeddingAnnotator(
      String name,
      Supplier<EmbeddingOptions> reader,
      BiFunction<String, EmbeddingOptions, Work> work) {
    Deferred<EmbeddingOptions> options = new Deferred<>(reader);
    model = new Deferred<>(() -> work.apply(name, options.get()));
  }

  private static Work work(String name, EmbeddingOptions options) {
    String location = options.modelLocation();
    // Asked by the loader, whose errors name annotator and bundle.
    if (ReloadingModel.loader(name, location, SentenceEmbedders::isOne).get()) {
      SentenceVectors vectors = SentenceVectors.of(name, options);
      return new Work(vectors::annotate, vectors::release);
    }
    return work(
        name,
        options,
        ReloadingModel.loader(
            name, location, given -> TokenEmbedders.load(given, options.embedder())));
  }

  private static Work work(String name, EmbeddingOptions options, Supplier<TokenEmbedder> loader) {
    AnnotatorModel<float[][]> tokens = model(name, options, loader);
    Granularity granularity = options.granularity();
    return new Work(
        document ->
            tokens.annotate(
                document,
                (sentence, own, vectors) ->
                    vectors
                        .filter(found -> found.length > 0)
                        .ifPresent(found -> write(granularity, sentence, own, found))),
        tokens::release);
  }

  private static AnnotatorModel<float[][]> model(
      String name, EmbeddingOptions options, Supplier<TokenEmbedder> loader) {
    ReloadingModel<TokenEmbedder> embedder = new ReloadingModel<>(loader, TokenEmbedder::close);
    return new AnnotatorModel<>(
        name,
        embedder,
        options.languages().check(name, embedder.use(TokenEmbedder::manifest)),
        new LimitedWork<>(
            sentences -> embedder.use(loaded -> loaded.embed(sentences)),
            List::size,
            options.limits(),
            // State is carried within a call.
            options.embedder().carryState() ? Integer.MAX_VALUE : LimitedWork.TOKENS_AT_ONCE));
  }

  @Override
  public void annotate(Annotation document) {
    model.get().annotate().accept(document);
  }

  private static void write(
      Granularity granularity, CoreMap sentence, List<CoreLabel> tokens, float[][] vectors) {
    if (granularity.tokens()) {
      for (int i = 0; i < vectors.length; i++) {
        tokens.get(i).set(VectorAnnotation.class, vectors[i]);
      }
    }
    if (granularity.sentences()) {
      List<String> words = tokens.stream().map(AnnotatorModel::text).toList();
      sentence.set(VectorAnnotation.class, MeanVector.of(words, vectors));
    }
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    model.ifMade(work -> work.release().run());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    model.get();
    return Set.of(TextAnnotation.class, TokensAnnotation.class, SentencesAnnotation.class);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of(VectorAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    return AnnotatorModel.REQUIREMENTS;
  }
}
