package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.util.ErasureUtils;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neuralannotators.translate.Alignment;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.TranslationWarning;

/** The keys of what CoreNLP has none for. */
public final class NeuralCoreAnnotations {
  private NeuralCoreAnnotations() {}

  /** The class of a sentence or a document, such as {@code positive}. */
  public static final class CategoryAnnotation implements CoreAnnotation<String> {
    @Override
    public Class<String> getType() {
      return String.class;
    }
  }

  /** The probabilities of all classes, in the model's order. */
  public static final class CategoryProbabilitiesAnnotation
      implements CoreAnnotation<Map<String, Double>> {
    @Override
    public Class<Map<String, Double>> getType() {
      return ErasureUtils.uncheckedCast(Map.class);
    }
  }

  /**
   * The vector of a token, or of a sentence the mean of its tokens' vectors. CoreNLP's serializers
   * don't know it; {@link EmbeddingRemover} takes it away.
   */
  public static final class VectorAnnotation implements CoreAnnotation<float[]> {
    @Override
    public Class<float[]> getType() {
      return float[].class;
    }
  }

  /**
   * The translation of a sentence, or of a document. CoreNLP's serializers know neither this nor
   * the other keys of translations; {@link TranslationRemover} takes them away.
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
