package org.neuralannotators.head;

import java.util.List;

/**
 * What a classifier learns of a sequence: the loss is the sum of its terms.
 *
 * @param terms the gold label, what teachers say of it, or both
 */
public record ClassTarget(List<Term> terms) {
  /**
   * The divergence of the labels' probabilities from given ones, which is the cross-entropy where
   * one label is certain. At a temperature {@code T} the scores are divided by it, and the loss is
   * multiplied by its square, so that gradients keep their size (Hinton et al. 2015, section 2).
   *
   * @param probabilities of the labels, which sum to 1
   * @param temperature over 0, which has gone into the probabilities already
   * @param weight by which the loss is multiplied
   */
  public record Term(float[] probabilities, double temperature, double weight) {}

  /** The gold label alone. */
  public static ClassTarget gold(int label, int labels) {
    return new ClassTarget(List.of(goldTerm(label, labels, 1)));
  }

  /** The gold label as a term. */
  public static Term goldTerm(int label, int labels, double weight) {
    float[] probabilities = new float[labels];
    probabilities[label] = 1;
    return new Term(probabilities, 1, weight);
  }
}
