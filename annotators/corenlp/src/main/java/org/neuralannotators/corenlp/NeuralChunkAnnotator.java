package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.ChunkAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.TaggerTask;

/**
 * Finds chunks, such as noun phrases, with a tagger that was trained on them. Register it under a
 * name of your own, behind {@code tokenize} and {@code ssplit}:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralchunk
 * customAnnotatorClass.neuralchunk = org.neuralannotators.corenlp.NeuralChunkAnnotator
 * neuralchunk.modelLocation = my-chunker
 * </pre>
 *
 * <p>Options, all under that name:
 *
 * <ul>
 *   <li>{@code modelLocation}: path of a bundle, {@code classpath:} and a path, or a bundle's name;
 *       else {@code language}, {@code -chunk} and, if given, {@code modelVariant}: {@code en-chunk}
 *   <li>{@code tagMap}: new names for the model's labels, such as {@code ADVP=O}, which drops them;
 *       others stay as they are, {@code *} stands for all others
 *   <li>{@code languageMismatch}: as of {@link NeuralNerAnnotator}; {@code WARN}
 *   <li>{@code maxlen}: sentences of more tokens get no chunks
 *   <li>{@code maxtime}: after so many milliseconds the rest of a document gets no chunks
 *   <li>{@code numThreads}: threads for one document; else {@code nthreads}, else one for each
 *       processor
 *   <li>{@code batchTokens}: tokens that are computed at once
 *   <li>{@code precision}: fp32, the default, or bf16 on CPUs that have it
 * </ul>
 *
 * <p>Each token gets CoreNLP's {@code ChunkAnnotation}: {@code B-NP} for the first token of a noun
 * phrase, {@code I-NP} for the others, {@code O} outside of chunks, whatever the scheme of the
 * model is. CoreNLP's serializers don't know this key, and the lossless ones refuse it: {@link
 * NeuralAnnotationRemover} takes it away. {@link NeuralJsonOutputter} writes it.
 *
 * <p>An interrupted thread, as after a time-out of the server, stays interrupted; the rest of its
 * document gets the tag {@code O}.
 *
 * <p>Thread-safe. Annotators of one model share it; it is freed when the last of them is unmounted,
 * or dropped by CoreNLP's cache.
 */
public final class NeuralChunkAnnotator implements Annotator {
  private final DeferredTagger tagger;

  /**
   * For CoreNLP. What is wrong with options or model is said by {@link #requires()}, which CoreNLP
   * asks while it makes a pipeline, and by {@link #annotate}.
   *
   * @param name that the annotator is registered under
   */
  public NeuralChunkAnnotator(String name, Properties properties) {
    tagger = new DeferredTagger(name, properties, TaggerTask.CHUNK, "");
  }

  /** An annotator with any tagger. */
  NeuralChunkAnnotator(String name, Properties properties, Supplier<SequenceTagger> loader) {
    tagger = new DeferredTagger(name, properties, TaggerTask.CHUNK, loader);
  }

  @Override
  public void annotate(Annotation document) {
    tagger.annotate(
        document,
        (sentence, tokens, tagging) ->
            write(tokens, tagging.map(Tagging::spans).orElse(List.of())));
  }

  private void write(List<CoreLabel> tokens, List<TaggedSpan> chunks) {
    List<String> tags = TagScheme.BIO.encode(tagger.tagMap().map(chunks), tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      tokens.get(i).set(ChunkAnnotation.class, tags.get(i));
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
    return Set.of(ChunkAnnotation.class);
  }

  @Override
  public Collection<String> exactRequirements() {
    return AnnotatorModel.REQUIREMENTS;
  }
}
