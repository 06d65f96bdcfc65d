package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.Set;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;

/**
 * Takes the vectors of {@link NeuralEmbeddingAnnotator} out of a document again. CoreNLP's lossless
 * serializers, which its server uses, refuse documents that have them, and they take much memory.
 * In a pipeline it goes behind those who read the vectors:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralembed, mine, embedremover
 * customAnnotatorClass.embedremover = org.neuralannotators.corenlp.EmbeddingRemover
 * </pre>
 *
 * <p>{@link NeuralAnnotationRemover} takes away all that the serializers don't know. Thread-safe.
 */
public final class EmbeddingRemover implements Annotator {
  private static final KeyRemoval REMOVAL = new KeyRemoval(Set.of(VectorAnnotation.class));

  /** Takes the vectors of a document's sentences and tokens away, if there are any. */
  public static void remove(Annotation document) {
    REMOVAL.from(document);
  }

  @Override
  public void annotate(Annotation document) {
    remove(document);
  }

  /** The vectors too, so that CoreNLP refuses a pipeline that would make them later. */
  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of(TokensAnnotation.class, SentencesAnnotation.class, VectorAnnotation.class);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of();
  }

  @Override
  public Collection<String> exactRequirements() {
    return AnnotatorModel.REQUIREMENTS;
  }
}
