package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.ChunkAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.AnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.LanguageAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.PromptAnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.QuestionsAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.SummaryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAlignmentAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationEntitiesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationHypothesesAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.TranslationWarningsAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;

/**
 * Takes out of a document what CoreNLP's serializers don't know: chunks, and all that is under
 * {@link NeuralCoreAnnotations}. The lossless ones, which its server and its client use, refuse
 * documents that have it. In a pipeline it goes behind those who read these keys:
 *
 * <pre>
 * annotators = tokenize, ssplit, neuralclass, neuralchunk, mine, neuralremover
 * customAnnotatorClass.neuralremover = org.neuralannotators.corenlp.NeuralAnnotationRemover
 * </pre>
 *
 * <p>Entities, parts of speech and {@code SentimentClass} are under keys that the serializers know;
 * they stay. Thread-safe.
 */
public final class NeuralAnnotationRemover implements Annotator {
  private static final KeyRemoval REMOVAL =
      new KeyRemoval(
          Set.of(
              AnswersAnnotation.class,
              CategoryAnnotation.class,
              CategoryProbabilitiesAnnotation.class,
              ChunkAnnotation.class,
              LanguageAnnotation.class,
              PromptAnswersAnnotation.class,
              QuestionsAnnotation.class,
              SummaryAnnotation.class,
              TranslationAlignmentAnnotation.class,
              TranslationAnnotation.class,
              TranslationEntitiesAnnotation.class,
              TranslationHypothesesAnnotation.class,
              TranslationWarningsAnnotation.class,
              VectorAnnotation.class));

  /** Takes it out of a document, its sentences and tokens, as far as it is there. */
  public static void remove(Annotation document) {
    REMOVAL.from(document);
  }

  @Override
  public void annotate(Annotation document) {
    remove(document);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of();
  }

  @Override
  public Collection<String> exactRequirements() {
    return List.of();
  }
}
