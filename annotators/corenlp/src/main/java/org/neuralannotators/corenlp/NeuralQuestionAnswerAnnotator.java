package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerer.Question;
import org.neuralannotators.classify.QuestionAnswerers;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.AnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.QuestionsAnnotation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the parts of a document that answer questions. Register it under a name of your own; it
 * needs no other annotator, but behind {@code tokenize} it also tells the tokens:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralqa
 * customAnnotatorClass.neuralqa = org.neuralannotators.corenlp.NeuralQuestionAnswerAnnotator
 * neuralqa.modelLocation = my-answerer
 * neuralqa.questions = Who wrote the letter? | When was it written?
 * </pre>
 *
 * <p>Options, all under that name:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or its name
 *   <li>{@code questions}: those that each document is asked, with {@code |} or a line feed
 *       between; a document's own, under {@link QuestionsAnnotation}, are asked behind them
 *   <li>{@code language}, {@code languageMismatch}: as of {@link NeuralNerAnnotator}
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: word pieces that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>The document gets {@link AnswersAnnotation}: an answer to each question, in order, but for
 * those that the model finds none for. CoreNLP's serializers don't know this key, and the lossless
 * ones refuse it: {@link NeuralAnnotationRemover} takes it away. {@link NeuralJsonOutputter} writes
 * it. An interrupted thread, as after a time-out of the server, stays interrupted, and its document
 * gets no answers.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralQuestionAnswerAnnotator implements Annotator {
  private static final Logger LOG = LoggerFactory.getLogger(NeuralQuestionAnswerAnnotator.class);

  private final Deferred<QuestionOptions> options;
  private final Deferred<ReloadingModel<QuestionAnswerer>> model;
  private final Deferred<Consumer<Annotation>> languageCheck;

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralQuestionAnswerAnnotator(String name, Properties properties) {
    this(
        name,
        properties,
        options ->
            ReloadingModel.loader(
                name,
                options.modelLocation(),
                location -> QuestionAnswerers.load(location, options.answerer())));
  }

  /** An annotator with any model; see {@link ReloadingModel}. */
  NeuralQuestionAnswerAnnotator(
      String name,
      Properties properties,
      Function<QuestionOptions, Supplier<QuestionAnswerer>> loader) {
    options = new Deferred<>(() -> QuestionOptions.read(name, properties));
    model =
        new Deferred<>(
            () -> new ReloadingModel<>(loader.apply(options.get()), QuestionAnswerer::close));
    languageCheck =
        new Deferred<>(
            () ->
                options.get().languages().check(name, model.get().use(QuestionAnswerer::manifest)));
  }

  @Override
  public void annotate(Annotation document) {
    languageCheck.get().accept(document);
    String text = Objects.requireNonNullElse(document.get(TextAnnotation.class), "");
    document.set(AnswersAnnotation.class, answers(document, text));
  }

  private List<DocumentAnswer> answers(Annotation document, String text) {
    List<String> questions = questions(document);
    if (questions.isEmpty() || text.isBlank()) {
      return List.of();
    }
    if (Thread.currentThread().isInterrupted()) {
      LOG.warn("Interrupted: a document's [{}] questions get no answers", questions.size());
      return List.of();
    }
    List<Optional<Answer>> found =
        model
            .get()
            .use(
                answerer ->
                    answerer.answer(
                        questions.stream().map(question -> new Question(question, text)).toList()));
    List<CoreLabel> tokens =
        Objects.requireNonNullElse(document.get(TokensAnnotation.class), List.of());
    List<DocumentAnswer> answers = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String question = questions.get(i);
      found.get(i).ifPresent(answer -> answers.add(place(question, answer, tokens)));
    }
    return answers;
  }

  /** All different ones. */
  private List<String> questions(Annotation document) {
    Set<String> questions = new LinkedHashSet<>(options.get().questions());
    questions.addAll(
        Objects.requireNonNullElse(document.get(QuestionsAnnotation.class), List.of()));
    return List.copyOf(questions);
  }

  private static DocumentAnswer place(String question, Answer answer, List<CoreLabel> tokens) {
    int begin = 0;
    while (begin < tokens.size() && tokens.get(begin).endPosition() <= answer.begin()) {
      begin++;
    }
    int end = begin;
    while (end < tokens.size() && tokens.get(end).beginPosition() < answer.end()) {
      end++;
    }
    boolean none = begin == end;
    return new DocumentAnswer(
        question,
        answer.text(),
        answer.begin(),
        answer.end(),
        none ? -1 : begin,
        none ? -1 : end,
        answer.confidence());
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
    return Set.of(AnswersAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    return List.of();
  }
}
