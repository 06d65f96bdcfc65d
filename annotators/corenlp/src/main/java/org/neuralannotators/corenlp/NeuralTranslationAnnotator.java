package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAlignmentAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationEntitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationHypothesesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationWarningsAnnotation;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TargetText;

/**
 * Translates sentences, under the key {@link TranslationAnnotation}. Register it under a name of
 * your own, behind {@code tokenize} and {@code ssplit}:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuraltranslation
 * customAnnotatorClass.neuraltranslation = org.neuralannotators.corenlp.NeuralTranslationAnnotator
 * neuraltranslation.modelLocation = my-translator
 * </pre>
 *
 * <p>Options, all under that name:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or its name
 *   <li>{@code sourceLanguage}, {@code targetLanguage}: a model for other languages is refused, one
 *       for many translates from and into these
 *   <li>{@code taskPrefix}: text before each sentence, such as {@code translate English to German:}
 *       and a blank; the model's
 *   <li>{@code language}, {@code languageMismatch}: as of {@link NeuralNerAnnotator}
 *   <li>{@code beamSize}: translations of a sentence that the search follows, 1 is greedy; 5, or
 *       what the authors of an imported model want
 *   <li>{@code lengthPenalty}: the larger, the longer translations are; 0.6, or what those want
 *   <li>{@code coveragePenalty}, {@code pruningThreshold}: the larger, the less of a sentence is
 *       left out, and what a translation that is followed may lack to the log probability of the
 *       best one, 0 for any; 0 and 2, not for imported models
 *   <li>{@code nBest}: so many translations of each sentence are written with their scores, under
 *       the key {@link TranslationHypothesesAnnotation}; none
 *   <li>{@code alignments}: whether each sentence gets {@link TranslationAlignmentAnnotation};
 *       false
 *   <li>{@code entities}: whether the entities of each sentence, which an annotator before this one
 *       found, are carried over to its translation, under the key {@link
 *       TranslationEntitiesAnnotation}; false
 *   <li>{@code splitSentences}, {@code avoidRepetitions}, {@code keepNumbers}, {@code
 *       lowerCapitals}: the guards of {@link org.neuralannotators.translate.TranslationGuards};
 *       true. What they catch is under {@link TranslationWarningsAnnotation}
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: subwords that are computed at once, for each translation followed
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 *   <li>{@code maxlen}: sentences of more tokens aren't translated
 *   <li>{@code maxtime}: milliseconds after which the rest of a document isn't translated
 * </ul>
 *
 * <p>A document whose sentences are all translated has its translation too, with what is blank
 * between the sentences, so that paragraphs stay. An interrupted thread, as after a time-out of the
 * server, stays interrupted; the rest of its document isn't translated.
 *
 * <p>CoreNLP's serializers don't know these keys, and the lossless ones refuse them: {@link
 * TranslationRemover} takes them away. {@link NeuralJsonOutputter} writes them.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralTranslationAnnotator implements Annotator {
  /** Work of about a second. */
  private static final int TOKENS_AT_ONCE = 1 << 11;

  private final String name;
  private final Deferred<TranslationOptions> options;
  private final Deferred<Model> model;

  /** A translator at work. */
  private record Model(
      ReloadingModel<Translator> translator,
      Consumer<Annotation> languageCheck,
      LimitedWork<TranslatedSentence, List<Hypothesis>> work) {
    static Model of(String name, TranslationOptions options, Supplier<Translator> loader) {
      ReloadingModel<Translator> translator = new ReloadingModel<>(loader, Translator::close);
      return new Model(
          translator,
          options.languages().check(name, translator.use(Translator::manifest)),
          new LimitedWork<>(
              sentences -> translate(translator, sentences),
              TranslatedSentence::length,
              options.limits(),
              TOKENS_AT_ONCE));
    }

    private static List<List<Hypothesis>> translate(
        ReloadingModel<Translator> translator, List<TranslatedSentence> sentences) {
      List<String> texts = sentences.stream().map(TranslatedSentence::text).toList();
      return translator.use(loaded -> loaded.translate(texts));
    }
  }

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralTranslationAnnotator(String name, Properties properties) {
    this(
        name,
        () -> TranslationOptions.read(name, properties),
        options ->
            ReloadingModel.loader(
                name,
                options.modelLocation(),
                location -> Translators.load(location, options.translator())));
  }

  /**
   * An annotator with any translator.
   *
   * @param loader called now, and again when the annotator is used after it was unmounted
   */
  NeuralTranslationAnnotator(String name, TranslationOptions options, Supplier<Translator> loader) {
    this(name, () -> options, given -> loader);
  }

  private NeuralTranslationAnnotator(
      String name,
      Supplier<TranslationOptions> reader,
      Function<TranslationOptions, Supplier<Translator>> loader) {
    this.name = name;
    options = new Deferred<>(reader);
    model = new Deferred<>(() -> Model.of(name, options.get(), loader.apply(options.get())));
  }

  @Override
  public void annotate(Annotation document) {
    model.get().languageCheck().accept(document);
    List<TranslatedSentence> sentences =
        AnnotatorModel.sentences(name, document).stream()
            .map(TranslatedSentence::of)
            .filter(sentence -> !sentence.text().isBlank())
            .toList();
    List<Optional<List<Hypothesis>>> found = model.get().work().of(sentences);
    for (int i = 0; i < found.size(); i++) {
      TranslatedSentence sentence = sentences.get(i);
      found.get(i).ifPresent(hypotheses -> write(sentence, hypotheses));
    }
    if (found.stream().allMatch(Optional::isPresent)) {
      document.set(TranslationAnnotation.class, whole(document, sentences, found));
    }
  }

  private void write(TranslatedSentence sentence, List<Hypothesis> found) {
    List<Hypothesis> byTokens = found.stream().map(sentence::byTokens).toList();
    Hypothesis best = byTokens.get(0);
    sentence.map().set(TranslationAnnotation.class, best.text());
    sentence.map().set(TranslationWarningsAnnotation.class, best.warnings());
    if (options.get().hypotheses()) {
      sentence.map().set(TranslationHypothesesAnnotation.class, byTokens);
    }
    best.alignment()
        .filter(alignment -> options.get().alignments())
        .ifPresent(
            alignment -> sentence.map().set(TranslationAlignmentAnnotation.class, alignment));
    if (options.get().entities()) {
      sentence.map().set(TranslationEntitiesAnnotation.class, sentence.entities(best));
    }
  }

  private static String whole(
      Annotation document,
      List<TranslatedSentence> sentences,
      List<Optional<List<Hypothesis>>> found) {
    String text = document.get(TextAnnotation.class);
    return TargetText.of(
            text,
            sentences.stream().map(sentence -> sentence.place().strip(text)).toList(),
            found.stream().map(hypotheses -> hypotheses.orElseThrow().get(0).text()).toList())
        .text();
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    model.ifMade(made -> made.translator().release());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    model.get();
    Set<Class<? extends CoreAnnotation>> read =
        new HashSet<>(
            Set.of(
                TextAnnotation.class,
                TokensAnnotation.class,
                SentencesAnnotation.class,
                CharacterOffsetBeginAnnotation.class,
                CharacterOffsetEndAnnotation.class));
    if (options.get().entities()) {
      read.add(NamedEntityTagAnnotation.class);
    }
    return read;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    Set<Class<? extends CoreAnnotation>> written = new HashSet<>();
    written.add(TranslationAnnotation.class);
    written.add(TranslationWarningsAnnotation.class);
    if (options.get().hypotheses()) {
      written.add(TranslationHypothesesAnnotation.class);
    }
    if (options.get().alignments()) {
      written.add(TranslationAlignmentAnnotation.class);
    }
    if (options.get().entities()) {
      written.add(TranslationEntitiesAnnotation.class);
    }
    return written;
  }

  @Override
  public Collection<String> exactRequirements() {
    return AnnotatorModel.REQUIREMENTS;
  }
}
