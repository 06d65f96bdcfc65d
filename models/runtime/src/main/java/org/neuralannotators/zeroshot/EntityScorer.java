package org.neuralannotators.zeroshot;

import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Compares words with labels. */
interface EntityScorer {
  /**
   * Prepares what is of words and labels alone, for all sequences of a batch at once.
   *
   * @param words [words, columns]
   * @param labels [labels, columns]
   */
  Scores over(Pass pass, Matrix words, Matrix labels);

  /** The words and labels of a batch. */
  interface Scores {
    /** Those of one sequence. */
    Found of(Range words, Range labels, double threshold);
  }

  /** Adjacent rows. */
  record Range(int begin, int end) {
    int length() {
      return end - begin;
    }
  }

  /**
   * What is found in one sequence.
   *
   * @param spans that are more probable than the threshold, by words and labels of the sequence;
   *     they may overlap
   * @param inside for each word the probability that it is part of an entity, at most
   */
  record Found(List<ScoredSpan> spans, double[] inside) {}

  /** The logistic function. */
  static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
