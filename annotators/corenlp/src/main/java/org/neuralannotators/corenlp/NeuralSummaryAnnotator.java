package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.SummaryAnnotation;
import org.neuralannotators.translate.Summarizer;
import org.neuralannotators.translate.Summarizers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summarizes documents. Register it under a name of your own; it needs no other annotator:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralsummary
 * customAnnotatorClass.neuralsummary = org.neuralannotators.corenlp.NeuralSummaryAnnotator
 * neuralsummary.modelLocation = my-summarizer
 * </pre>
 *
 * <p>Options, all under that name:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or its name
 *   <li>{@code taskPrefix}: text before each document, such as {@code summarize:} and a blank for
 *       T5; the model's
 *   <li>{@code beamSize}, {@code lengthPenalty}: summaries that the search follows, 1 is greedy;
 *       the larger, the longer summaries are; what the model's authors want
 *   <li>{@code minimumLength}, {@code maximumLength}: pieces of words of a summary, or of each of
 *       those of which that of a long document is made; what the model's authors want
 *   <li>{@code language}, {@code languageMismatch}: as of {@link NeuralNerAnnotator}
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: subwords that are computed at once, for each summary followed
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>The document gets {@link SummaryAnnotation}, of a blank one the empty text. One that is longer
 * than the model reads is read in windows of whole sentences, and its summary is made of theirs.
 * CoreNLP's serializers don't know this key, and the lossless ones refuse it: {@link
 * NeuralAnnotationRemover} takes it away. {@link NeuralJsonOutputter} writes it. An interrupted
 * thread, as after a time-out of the server, stays interrupted, and its document gets no summary.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralSummaryAnnotator implements Annotator {
  private static final Logger LOG = LoggerFactory.getLogger(NeuralSummaryAnnotator.class);

  private final Deferred<SummaryOptions> options;
  private final Deferred<ReloadingModel<Summarizer>> model;
  private final Deferred<Consumer<Annotation>> languageCheck;

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralSummaryAnnotator(String name, Properties properties) {
    this(
        name,
        properties,
        options ->
            ReloadingModel.loader(
                name,
                options.modelLocation(),
                location -> Summarizers.load(location, options.summarizer())));
  }

  /** An annotator with any model; see {@link ReloadingModel}. */
  NeuralSummaryAnnotator(
      String name, Properties properties, Function<SummaryOptions, Supplier<Summarizer>> loader) {
    options = new Deferred<>(() -> SummaryOptions.read(name, properties));
    model =
        new Deferred<>(() -> new ReloadingModel<>(loader.apply(options.get()), Summarizer::close));
    languageCheck =
        new Deferred<>(
            () -> options.get().languages().check(name, model.get().use(Summarizer::manifest)));
  }

  @Override
  public void annotate(Annotation document) {
    languageCheck.get().accept(document);
    if (Thread.currentThread().isInterrupted()) {
      LOG.warn("Interrupted: a document gets no summary");
      return;
    }
    List<String> text = List.of(Objects.requireNonNullElse(document.get(TextAnnotation.class), ""));
    document.set(
        SummaryAnnotation.class,
        model.get().use(summarizer -> summarizer.summarize(text)).get(0).text());
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    model.ifMade(ReloadingModel::release);
  }

  /** Nothing: CoreNLP counts as there only what an annotator has made. */
  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    model.get();
    return Set.of();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of(SummaryAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    return List.of();
  }
}
