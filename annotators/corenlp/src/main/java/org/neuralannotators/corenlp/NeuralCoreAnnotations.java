package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.util.ErasureUtils;
import java.util.Map;

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
}
