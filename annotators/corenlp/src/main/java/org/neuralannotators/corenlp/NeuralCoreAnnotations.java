package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.util.ErasureUtils;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.TranslationWarning;

/**
 * The keys of what CoreNLP has none for. Its serializers don't know them, and the lossless ones,
 * which its server and its client use, refuse documents that have them: {@link
 * NeuralAnnotationRemover} takes them away. {@link NeuralJsonOutputter} writes them.
 */
public final class NeuralCoreAnnotations {
  private NeuralCoreAnnotations() {}

  /**
   * The language of a document (BCP 47), such as {@code en}, for whoever knows it: CoreNLP has no
   * key for it. Our annotators only read it.
   */
  public static final class LanguageAnnotation implements CoreAnnotation<String> {
    @Override
    public Class<String> getType() {
      return String.class;
    }
  }

  /**
   * The class of a sentence or a document, such as {@code positive}; the number where a model gives
   * one.
   */
  public static final class CategoryAnnotation implements CoreAnnotation<String> {
    @Override
    public Class<String> getType() {
      return String.class;
    }
  }

  /** The probabilities of all classes, or the model's numbers by their names, in its order. */
  public static final class CategoryProbabilitiesAnnotation
      implements CoreAnnotation<Map<String, Double>> {
    @Override
    public Class<Map<String, Double>> getType() {
      return ErasureUtils.uncheckedCast(Map.class);
    }
  }

  /**
   * What language models answered about a sentence or a document, by the names of the prompts: a
   * class, or what was written.
   */
  public static final class PromptAnswersAnnotation implements CoreAnnotation<Map<String, String>> {
    @Override
    public Class<Map<String, String>> getType() {
      return ErasureUtils.uncheckedCast(Map.class);
    }
  }

  /**
   * Questions of a document's own, for {@link NeuralQuestionAnswerAnnotator}, which only reads
   * them.
   */
  public static final class QuestionsAnnotation implements CoreAnnotation<List<String>> {
    @Override
    public Class<List<String>> getType() {
      return ErasureUtils.uncheckedCast(List.class);
    }
  }

  /** What a document answers to questions. */
  public static final class AnswersAnnotation implements CoreAnnotation<List<DocumentAnswer>> {
    @Override
    public Class<List<DocumentAnswer>> getType() {
      return ErasureUtils.uncheckedCast(List.class);
    }
  }

  /**
   * The vector of a token, or of a sentence the mean of its tokens' vectors; {@link
   * EmbeddingRemover} takes away this one alone.
   */
  public static final class VectorAnnotation implements CoreAnnotation<float[]> {
    @Override
    public Class<float[]> getType() {
      return float[].class;
    }
  }

  /** The summary of a document. */
  public static final class SummaryAnnotation implements CoreAnnotation<String> {
    @Override
    public Class<String> getType() {
      return String.class;
    }
  }

  /**
   * The translation of a sentence, or of a document; {@link TranslationRemover} takes away this and
   * the other keys of translations alone.
   */
  public static final class TranslationAnnotation implements CoreAnnotation<String> {
    @Override
    public Class<String> getType() {
      return String.class;
    }
  }

  /** The best translations of a sentence with their scores, the best first. */
  public static final class TranslationHypothesesAnnotation
      implements CoreAnnotation<List<Hypothesis>> {
    @Override
    public Class<List<Hypothesis>> getType() {
      return ErasureUtils.uncheckedCast(List.class);
    }
  }

  /** The entities of a sentence as its translation has them. */
  public static final class TranslationEntitiesAnnotation
      implements CoreAnnotation<List<TranslatedEntity>> {
    @Override
    public Class<List<TranslatedEntity>> getType() {
      return ErasureUtils.uncheckedCast(List.class);
    }
  }

  /**
   * What was found wrong with a sentence's translation, and what was done about it; empty where
   * nothing was.
   */
  public static final class TranslationWarningsAnnotation
      implements CoreAnnotation<Set<TranslationWarning>> {
    @Override
    public Class<Set<TranslationWarning>> getType() {
      return ErasureUtils.uncheckedCast(Set.class);
    }
  }

  /**
   * The alignment of a sentence's translation: a column for each token of the sentence, a row for
   * each of the translation.
   */
  public static final class TranslationAlignmentAnnotation implements CoreAnnotation<Alignment> {
    @Override
    public Class<Alignment> getType() {
      return Alignment.class;
    }
  }
}
