package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.Set;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAlignmentAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationEntitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationHypothesesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationWarningsAnnotation;

/**
 * Takes what {@link NeuralTranslationAnnotator} wrote out of a document again: CoreNLP's lossless
 * serializers refuse documents that have it. In a pipeline it goes behind those who read the
 * translations; see {@link EmbeddingRemover}, which does the same for vectors. Thread-safe.
 */
public final class TranslationRemover implements Annotator {
  private static final KeyRemoval REMOVAL =
      new KeyRemoval(
          Set.of(
              TranslationAnnotation.class,
              TranslationEntitiesAnnotation.class,
              TranslationHypothesesAnnotation.class,
              TranslationAlignmentAnnotation.class,
              TranslationWarningsAnnotation.class));

  /** Takes the translations of a document and its sentences away, if there are any. */
  public static void remove(Annotation document) {
    REMOVAL.from(document);
  }

  @Override
  public void annotate(Annotation document) {
    remove(document);
  }

  /** The translations too, so that CoreNLP refuses a pipeline that would make them later. */
  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of(SentencesAnnotation.class, TranslationAnnotation.class);
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
