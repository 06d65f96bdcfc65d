package org.neuralannotators.classify;

import java.util.Arrays;
import org.neuralannotators.head.Softmax;

/** What the scores of a classifier's labels mean. */
public enum ClassOutput {
  /** One of the labels is right: probabilities that sum to 1, by the softmax. */
  ONE_LABEL {
    @Override
    double[] values(double[] scores) {
      return Softmax.probabilities(scores);
    }
  },
  /**
   * Each label may be right or not, whatever the others are: a probability of each, by the logistic
   * function. Cross-encoders, which give a pair of texts one score, are of this form too.
   */
  MANY_LABELS {
    @Override
    double[] values(double[] scores) {
      return Arrays.stream(scores).map(score -> 1 / (1 + Math.exp(-score))).toArray();
    }
  },
  /** The scores themselves, as of a regression. */
  NUMBERS {
    @Override
    double[] values(double[] scores) {
      return scores;
    }
  };

  /** What is said of each label. */
  abstract double[] values(double[] scores);
}
