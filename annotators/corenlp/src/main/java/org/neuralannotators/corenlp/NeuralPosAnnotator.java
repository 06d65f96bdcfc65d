package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.PartOfSpeechAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.TaggerTask;

/**
 * Finds parts of speech. Register it under a name of your own, behind {@code tokenize} and {@code
 * ssplit}, in the place of CoreNLP's {@code pos}:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralpos, lemma
 * customAnnotatorClass.neuralpos = org.neuralannotators.corenlp.NeuralPosAnnotator
 * </pre>
 *
 * Options go under that name, such as {@code neuralpos.modelLocation}; no other property matters
 * but {@code nthreads}:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or a bundle's name;
 *       else {@code language}, {@code -pos} and {@code modelVariant}, {@code ptb} if it isn't
 *       given: {@code en-pos-ptb}
 *   <li>{@code tagMap}: new names for the model's tags, such as {@code PROPN=NNP,NUM=CD}; others
 *       stay as they are, {@code *} stands for all others
 *   <li>{@code languageMismatch}: as of {@link NeuralNerAnnotator}; {@code WARN}
 *   <li>{@code maxlen}: sentences of more tokens aren't tagged
 *   <li>{@code maxtime}: after so many milliseconds the rest of a document isn't tagged
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: tokens that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>Each token gets a {@code PartOfSpeech}; where it wasn't tagged, and of a blank token such as a
 * line feed, that is {@code X}, as with CoreNLP's own tagger. CoreNLP's lemmatizer and parsers for
 * English expect the tags of the Penn Treebank ({@code NNS}, {@code VBD}); with other tags, such as
 * those of {@code en-pos}, they run, but find less.
 *
 * <p>An interrupted thread, as after a time-out of the server, stays interrupted; the rest of its
 * document isn't tagged.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralPosAnnotator implements Annotator {
  private static final String UNTAGGED = "X";
  private static final String PENN_TREEBANK = "ptb";

  private final DeferredTagger tagger;

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralPosAnnotator(String name, Properties properties) {
    tagger = new DeferredTagger(name, properties, TaggerTask.POS, PENN_TREEBANK);
  }

  /** An annotator with any tagger. */
  NeuralPosAnnotator(String name, Properties properties, Supplier<SequenceTagger> loader) {
    tagger = new DeferredTagger(name, properties, TaggerTask.POS, loader);
  }

  @Override
  public void annotate(Annotation document) {
    tagger.annotate(
        document,
        (sentence, tokens, tagging) ->
            tagging.ifPresentOrElse(
                tagged -> write(tokens, tagged),
                () -> tokens.forEach(token -> token.setTag(UNTAGGED))));
  }

  private void write(List<CoreLabel> tokens, Tagging tagging) {
    LabelMap tagMap = tagger.tagMap();
    for (int i = 0; i < tokens.size(); i++) {
      String tag = tagging.tags().get(i);
      tokens.get(i).setTag(tag.equals(Tagging.UNTAGGED) ? UNTAGGED : tagMap.rename(tag));
    }
  }

  /** Gives the model back. A pipeline that still uses the annotator has it loaded again. */
  @Override
  public void unmount() {
    tagger.release();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    return tagger.requires();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of(PartOfSpeechAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    return AnnotatorModel.REQUIREMENTS;
  }
}
