package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations.SentimentClass;
import edu.stanford.nlp.util.CoreMap;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.corenlp.ClassifierOptions.Unit;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives sentences or whole documents a class. Register it under a name of your own, behind {@code
 * tokenize} and {@code ssplit}, or alone for documents:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralclass
 * customAnnotatorClass.neuralclass = org.neuralannotators.corenlp.NeuralClassifierAnnotator
 * neuralclass.modelLocation = my-sentiment
 * </pre>
 *
 * <p>Options, all under that name:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or its name
 *   <li>{@code unit}: {@code SENTENCE}, the default, or {@code DOCUMENT}
 *   <li>{@code sentiment}: whether sentences get their class as CoreNLP's {@code SentimentClass} in
 *       place of our keys. CoreNLP's serializers keep that key, and refuse those that they don't
 *       know unless they may lose them; false
 *   <li>{@code language}, {@code languageMismatch}: as of {@link NeuralNerAnnotator}
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: word pieces that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>What has text gets {@link CategoryAnnotation} and {@link CategoryProbabilitiesAnnotation}; of
 * a model that may give many labels the former is the most probable one, and is left out where none
 * has a probability of 0.5; of one that gives numbers both have these. {@link
 * NeuralAnnotationRemover} takes them away, {@link NeuralJsonOutputter} writes them. An interrupted
 * thread, as after a time-out of the server, stays interrupted; the rest of its document gets no
 * class.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralClassifierAnnotator implements Annotator {
  private static final Logger LOG = LoggerFactory.getLogger(NeuralClassifierAnnotator.class);

  /** Sentences between two looks at an interrupt. */
  private static final int SENTENCES_AT_ONCE = 256;

  private final String name;
  private final BiConsumer<CoreMap, Classification> also;
  private final Deferred<ClassifierOptions> options;
  private final Deferred<ReloadingModel<TextClassifier>> model;
  private final Deferred<Consumer<Annotation>> languageCheck;

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralClassifierAnnotator(String name, Properties properties) {
    this(
        name,
        () -> ClassifierOptions.read(name, properties),
        options ->
            ReloadingModel.loader(
                name,
                options.modelLocation(),
                location -> TextClassifiers.load(location, options.classifier(), false)),
        (part, found) -> {});
  }

  /**
   * An annotator with any classifier.
   *
   * @param loader called now, and again when the annotator is used after it was unmounted
   */
  NeuralClassifierAnnotator(
      String name, ClassifierOptions options, Supplier<TextClassifier> loader) {
    this(name, () -> options, given -> loader, (part, found) -> {});
  }

  /**
   * The same, which is told its options when it is asked for them.
   *
   * @param also writes more of a sentence or a document
   */
  NeuralClassifierAnnotator(
      String name,
      Supplier<ClassifierOptions> reader,
      Function<ClassifierOptions, Supplier<TextClassifier>> loader,
      BiConsumer<CoreMap, Classification> also) {
    this.name = name;
    this.also = also;
    options = new Deferred<>(reader);
    model =
        new Deferred<>(
            () -> new ReloadingModel<>(loader.apply(options.get()), TextClassifier::close));
    languageCheck =
        new Deferred<>(
            () -> options.get().languages().check(name, model.get().use(TextClassifier::manifest)));
  }

  @Override
  public void annotate(Annotation document) {
    languageCheck.get().accept(document);
    List<? extends CoreMap> parts = ofDocuments() ? List.of(document) : sentences(document);
    parts = parts.stream().filter(part -> !text(part).isBlank()).toList();
    for (int begin = 0; begin < parts.size(); begin += SENTENCES_AT_ONCE) {
      if (Thread.currentThread().isInterrupted()) {
        LOG.warn(
            "Interrupted: [{}] of a document's [{}] sentences get no class",
            parts.size() - begin,
            parts.size());
        break;
      }
      classify(parts.subList(begin, Math.min(begin + SENTENCES_AT_ONCE, parts.size())));
    }
  }

  private boolean ofDocuments() {
    return options.get().unit() == Unit.DOCUMENT;
  }

  private List<CoreMap> sentences(Annotation document) {
    List<CoreMap> sentences = document.get(SentencesAnnotation.class);
    if (sentences == null) {
      throw new IllegalArgumentException(
          "Annotator ["
              + name
              + "] found no sentences in the document; expected [annotators] to name "
              + exactRequirements()
              + " before it, or ["
              + name
              + ".unit] to be DOCUMENT");
    }
    return sentences;
  }

  private static String text(CoreMap part) {
    return Objects.requireNonNullElse(part.get(TextAnnotation.class), "");
  }

  private void classify(List<? extends CoreMap> parts) {
    List<String> texts = parts.stream().map(NeuralClassifierAnnotator::text).toList();
    List<Classification> classes = model.get().use(classifier -> classifier.classify(texts));
    for (int i = 0; i < classes.size(); i++) {
      write(parts.get(i), classes.get(i));
    }
  }

  private void write(CoreMap part, Classification found) {
    Class<? extends CoreAnnotation<String>> key =
        options.get().sentiment() ? SentimentClass.class : CategoryAnnotation.class;
    part.remove(key);
    found.labels(0).keySet().stream().findFirst().ifPresent(label -> part.set(key, label));
    if (!options.get().sentiment()) {
      part.set(CategoryProbabilitiesAnnotation.class, found.scores());
    }
    also.accept(part, found);
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    model.ifMade(ReloadingModel::release);
  }

  /** Nothing for documents: CoreNLP counts as there only what an annotator has made. */
  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    model.get();
    return ofDocuments() ? Set.of() : Set.of(TextAnnotation.class, SentencesAnnotation.class);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return options.get().sentiment()
        ? Set.of(SentimentClass.class)
        : Set.of(CategoryAnnotation.class, CategoryProbabilitiesAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    return ofDocuments() ? List.of() : AnnotatorModel.REQUIREMENTS;
  }
}
