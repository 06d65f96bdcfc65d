package org.neuralannotators.classify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The class of a text.
 *
 * @param label the most probable label
 * @param confidence its probability
 * @param probabilities of all labels, in the model's order; they sum to 1
 */
public record Classification(String label, double confidence, Map<String, Double> probabilities) {
  public Classification {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }
}
