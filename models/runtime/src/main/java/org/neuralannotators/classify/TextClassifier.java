package org.neuralannotators.classify;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * A trained network that gives texts, or pairs of texts, one of several labels, any of them, or
 * numbers. This is what the adapters see.
 *
 * <p>Thread-safe: any number of threads may call one instance; when there are more than can be
 * computed at once, their texts share batches. The guarantee ends with {@link #close()}, which
 * frees native memory and must not race with a call.
 */
public interface TextClassifier extends Predictor {
  /**
   * Classifies all texts in one call, which is faster than a call for each. A text that is too long
   * for the network is read in windows that overlap, whose probabilities, or numbers, are averaged.
   *
   * @param texts of any length, possibly empty
   * @return one result for each text, in order; it doesn't depend on the other texts
   * @throws IllegalStateException when the classifier is closed
   * @throws IllegalArgumentException when it is one for pairs
   */
  List<Classification> classify(List<String> texts);

  /**
   * Classifies pairs. Of a pair that is too long for the network the longer text loses its end, as
   * in Devlin et al.'s code, and the log tells it once.
   *
   * @return one result for each pair, in order
   * @throws IllegalStateException when the classifier is closed
   * @throws IllegalArgumentException when it is one for texts
   */
  List<Classification> classifyPairs(List<TextPair> pairs);

  /** Whether it classifies pairs, not texts. */
  boolean pairs();
}
