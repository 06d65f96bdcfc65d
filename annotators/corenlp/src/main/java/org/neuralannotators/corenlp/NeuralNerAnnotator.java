package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CanonicalEntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CoarseNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityMentionIndexAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.FineGrainedNamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.PartOfSpeechAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.util.CoreMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.TaggerTask;

/**
 * Finds named entities. Register it under a name of your own, behind {@code tokenize} and {@code
 * ssplit}:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralner
 * customAnnotatorClass.neuralner = org.neuralannotators.corenlp.NeuralNerAnnotator
 * </pre>
 *
 * Options go under that name, such as {@code neuralner.modelLocation}; no other property matters
 * but {@code nthreads}:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or a bundle's name;
 *       else {@code language}, {@code -ner} and, if given, {@code modelVariant}: {@code en-ner}
 *   <li>{@code labels}: what is found, in words with commas between, such as {@code person, crime
 *       weapon}; for models that find entities by their description, and not for others
 *   <li>{@code threshold}: such a model leaves out what is less probable; 0.5
 *   <li>{@code tagMap}: CoreNLP's tags by the model's labels; others stay as they are, {@code *}
 *       stands for all others, {@code O} drops a label. {@code PER=PERSON,LOC=LOCATION,
 *       ORG=ORGANIZATION} for those that it doesn't name
 *   <li>{@code minConfidence}: mentions whose probability as a whole is lower aren't written; 0
 *   <li>{@code exclude}: a regular expression; mentions whose whole text, as the document has it,
 *       matches it aren't written
 *   <li>{@code keep}: types of entities of an annotator before this one that stay, such as {@code
 *       DATE,TIME,DURATION,SET,MONEY,PERCENT,NUMBER,ORDINAL} of CoreNLP's {@code ner}, with their
 *       normalized values and times; of two entities that overlap the longer stays, of two equally
 *       long ones ours. None if not given
 *   <li>{@code applyFineGrained}: whether CoreNLP's rules give names finer types, {@code CITY},
 *       {@code COUNTRY}, {@code STATE_OR_PROVINCE} or {@code NATIONALITY}, and find others, {@code
 *       TITLE} or {@code RELIGION}; they need parts of speech and CoreNLP's models jar, or the
 *       mapping in {@code fine.regexner.mapping}, which with its other options is written as behind
 *       CoreNLP's {@code ner.}; whether there is such a mapping, if not given
 *   <li>{@code languageMismatch}: what is done with documents in a language that the model isn't
 *       for: {@code WARN}, the default, {@code ERROR} or {@code IGNORE}. A document tells its
 *       language under {@link NeuralCoreAnnotations.LanguageAnnotation}, else it is {@code
 *       language}
 *   <li>{@code maxlen}: sentences of more tokens get no entities
 *   <li>{@code maxtime}: after so many milliseconds the rest of a document gets no entities
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: tokens that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>Each token gets a tag ({@code NamedEntityTag}, {@code CoarseNamedEntityTag}, {@code
 * FineGrainedNamedEntityTag}, the coarse one without the rules for finer types) and its probability
 * ({@code NamedEntityTagProbs}; -1 where it isn't known, as with CoreNLP's own). Sentences and the
 * document get {@code Mentions} with all that {@code entitymentions} would write; unlike it
 * neighbouring mentions of one type stay apart. A mention's probability is CoreNLP's: the least of
 * its tokens'.
 *
 * <p>An interrupted thread, as after a time-out of the server, stays interrupted; the rest of its
 * document gets the tag {@code O}.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralNerAnnotator implements Annotator {
  private final Deferred<NerOptions> options;
  private final Deferred<AnnotatorModel<Tagging>> model;
  private final Deferred<Optional<FineTypes>> fineTypes;

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralNerAnnotator(String name, Properties properties) {
    this(
        name,
        properties,
        options -> AnnotatorModel.tagger(name, options.tagging(), TaggerTask.NER));
  }

  /** An annotator with any tagger. */
  NeuralNerAnnotator(String name, Properties properties, Supplier<SequenceTagger> loader) {
    this(name, properties, options -> AnnotatorModel.tagger(name, options.tagging(), loader));
  }

  private NeuralNerAnnotator(
      String name,
      Properties properties,
      Function<NerOptions, AnnotatorModel<Tagging>> modelLoader) {
    options = new Deferred<>(() -> NerOptions.read(name, properties));
    model = new Deferred<>(() -> modelLoader.apply(options.get()));
    fineTypes =
        new Deferred<>(
            () ->
                options.get().fineGrained()
                    ? Optional.of(new FineTypes(name, properties))
                    : Optional.empty());
  }

  @Override
  public void annotate(Annotation document) {
    EntityWriter writer = new EntityWriter(document, fineTypes.get().orElse(null));
    model
        .get()
        .annotate(
            document,
            (sentence, tokens, tagging) -> write(document, sentence, tokens, tagging, writer));
    writer.finish();
  }

  private void write(
      Annotation document,
      CoreMap sentence,
      List<CoreLabel> tokens,
      Optional<Tagging> tagging,
      EntityWriter writer) {
    CombinedEntities entities =
        CombinedEntities.of(
            tagging.map(found -> names(document, tokens, found)).orElse(List.of()),
            EarlierEntities.of(tokens, options.get().keep()));
    writer.write(
        sentence,
        tokens,
        tagging
            .map(found -> TokenTags.of(found, entities.ours()))
            .orElseGet(() -> TokenTags.background(tokens.size())),
        entities);
  }

  private List<TaggedSpan> names(Annotation document, List<CoreLabel> tokens, Tagging tagging) {
    SpanFilter filter = options.get().mentions();
    return options
        .get()
        .tagging()
        .tagMap()
        .map(
            tagging.spans().stream()
                .filter(
                    span ->
                        filter.accepts(
                            span,
                            () ->
                                MentionText.of(document, tokens.subList(span.begin(), span.end()))))
                .toList());
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    model.ifMade(AnnotatorModel::release);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    model.get();
    fineTypes.get();
    Set<Class<? extends CoreAnnotation>> required =
        new HashSet<>(
            Set.of(
                TextAnnotation.class,
                TokensAnnotation.class,
                SentencesAnnotation.class,
                TokenBeginAnnotation.class,
                CharacterOffsetBeginAnnotation.class,
                CharacterOffsetEndAnnotation.class));
    if (!options.get().keep().isEmpty()) {
      required.add(NamedEntityTagAnnotation.class);
    }
    if (options.get().fineGrained()) {
      required.add(PartOfSpeechAnnotation.class);
    }
    return required;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of(
        NamedEntityTagAnnotation.class,
        CoarseNamedEntityTagAnnotation.class,
        FineGrainedNamedEntityTagAnnotation.class,
        NamedEntityTagProbsAnnotation.class,
        MentionsAnnotation.class,
        EntityTypeAnnotation.class,
        EntityMentionIndexAnnotation.class,
        CanonicalEntityMentionIndexAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    List<String> required = new ArrayList<>(AnnotatorModel.REQUIREMENTS);
    if (options.get().fineGrained()) {
      required.add(STANFORD_POS);
    }
    if (!options.get().keep().isEmpty()) {
      required.add(STANFORD_NER);
    }
    return required;
  }
}
