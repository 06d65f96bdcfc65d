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
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
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
 *   <li>{@code tagMap}: CoreNLP's tags by the model's labels; others stay as they are, {@code *}
 *       stands for all others, {@code O} drops a label. {@code PER=PERSON,LOC=LOCATION,
 *       ORG=ORGANIZATION} for those that it doesn't name
 *   <li>{@code minConfidence}: mentions whose probability as a whole is lower aren't written; 0
 *   <li>{@code exclude}: a regular expression; mentions whose whole text, of tokens with blanks
 *       between, matches it aren't written
 *   <li>{@code maxlen}: sentences of more tokens get no entities
 *   <li>{@code maxtime}: after so many milliseconds the rest of a document gets no entities
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: tokens that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>Each token gets a tag ({@code NamedEntityTag}, {@code CoarseNamedEntityTag}, {@code
 * FineGrainedNamedEntityTag}) and its probability ({@code NamedEntityTagProbs}; -1 where it isn't
 * known, as with CoreNLP's own). Sentences and the document get {@code Mentions} with all that
 * {@code entitymentions} would write; unlike it neighbouring mentions of one type stay apart. A
 * mention's probability is CoreNLP's: the least of its tokens'.
 *
 * <p>An interrupted thread, as after a time-out of the server, stays interrupted; the rest of its
 * document gets the tag {@code O}.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralNerAnnotator implements Annotator {
  private final NerOptions options;
  private final AnnotatorModel<Tagging> model;

  /**
   * For CoreNLP.
   *
   * @param name that the annotator is registered under
   * @throws IllegalArgumentException for a name that is CoreNLP's own, or a bad option
   * @throws UncheckedIOException when the model is missing or damaged, or finds no entities
   */
  public NeuralNerAnnotator(String name, Properties properties) {
    options = NerOptions.read(name, properties);
    model = AnnotatorModel.tagger(name, options.tagging(), TaggerTask.NER);
  }

  /** An annotator with any tagger. */
  NeuralNerAnnotator(String name, NerOptions options, Supplier<SequenceTagger> loader) {
    this.options = options;
    model = AnnotatorModel.tagger(name, options.tagging().limits(), loader);
  }

  @Override
  public void annotate(Annotation document) {
    EntityWriter writer = new EntityWriter(document);
    model.annotate(
        document,
        (sentence, tokens, tagging) ->
            writer.write(
                sentence,
                tokens,
                tagging
                    .map(found -> tags(tokens, found))
                    .orElseGet(() -> TokenTags.background(tokens.size()))));
    writer.finish();
  }

  private TokenTags tags(List<CoreLabel> tokens, Tagging tagging) {
    return TokenTags.of(
        place -> tokens.get(place).word(), tagging, options.mentions(), options.tagging().tagMap());
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    model.release();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of(
        TextAnnotation.class,
        TokensAnnotation.class,
        SentencesAnnotation.class,
        TokenBeginAnnotation.class,
        CharacterOffsetBeginAnnotation.class,
        CharacterOffsetEndAnnotation.class);
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
    return AnnotatorModel.REQUIREMENTS;
  }
}
