package org.neuralannotators.head;

import java.util.Arrays;

/** The softmax of scores that lie in an array at equal distances, and its cross-entropy. */
public final class Softmax {
  private Softmax() {}

  /** The probabilities of scores. */
  public static double[] probabilities(double[] scores) {
    double logSum = logSum(scores);
    double[] probabilities = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = Math.exp(scores[i] - logSum);
    }
    return probabilities;
  }

  /**
   * The cross-entropy.
   *
   * @param offset of the first score
   * @param count of the scores
   * @param step from a score to the next
   * @param gold number of the one that should be the largest
   * @param weight by which loss and gradient are multiplied
   * @param gradient gets the gradient, at the scores' places
   */
  static double crossEntropy(
      double[] scores,
      int offset,
      int count,
      int step,
      int gold,
      double weight,
      double[] gradient) {
    double logSum = logSum(scores, offset, count, step);
    for (int i = 0; i < count; i++) {
      int place = offset + i * step;
      gradient[place] = weight * (Math.exp(scores[place] - logSum) - (i == gold ? 1 : 0));
    }
    return weight * (logSum - scores[offset + gold * step]);
  }

  /**
   * The loss of a target.
   *
   * @param offset of the first score
   * @param weight by which loss and gradient are multiplied
   * @param gradient to which the gradient is added, at the scores' places
   */
  static double loss(
      double[] scores, int offset, ClassTarget target, double weight, double[] gradient) {
    double loss = 0;
    for (ClassTarget.Term term : target.terms()) {
      double t = term.temperature();
      double factor = weight * term.weight() * t;
      int labels = term.probabilities().length;
      double[] own =
          Arrays.stream(scores, offset, offset + labels).map(score -> score / t).toArray();
      double logSum = logSum(own, 0, labels, 1);
      for (int i = 0; i < labels; i++) {
        float gold = term.probabilities()[i];
        gradient[offset + i] += factor * (Math.exp(own[i] - logSum) - gold);
        loss += gold == 0 ? 0 : factor * t * gold * (Math.log(gold) + logSum - own[i]);
      }
    }
    return loss;
  }

  /** {@code log(exp(a) + exp(b))}. */
  public static double logAdd(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }

  /** The logarithm of the sum of the exponentials of scores. */
  public static double logSum(double[] scores) {
    return logSum(scores, 0, scores.length, 1);
  }

  private static double logSum(double[] scores, int offset, int count, int step) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, scores[offset + i * step]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp(scores[offset + i * step] - largest);
    }
    return largest + Math.log(sum);
  }
}
