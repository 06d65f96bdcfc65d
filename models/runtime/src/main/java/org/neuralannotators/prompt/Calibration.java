package org.neuralannotators.prompt;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.head.Softmax;

/**
 * Divides the probabilities of labels by what they are where there is nothing to classify, and
 * makes them sum to 1: contextual calibration (Zhao et al. 2021, section 5), where the matrix is
 * {@code diag(p)^-1} and the offset 0.
 *
 * @param logarithms of each label, that of its probability without content; a common summand
 *     doesn't matter
 */
record Calibration(double... logarithms) {
  /** All labels are equally probable then. */
  static Calibration none(int labels) {
    return new Calibration(new double[labels]);
  }

  /**
   * The mean probabilities.
   *
   * @param contentFree of each input without content the logarithms of the labels' probabilities
   */
  static Calibration of(List<double[]> contentFree) {
    double[] logarithms = new double[contentFree.get(0).length];
    Arrays.setAll(
        logarithms,
        label ->
            Softmax.logSum(contentFree.stream().mapToDouble(scores -> scores[label]).toArray()));
    return new Calibration(logarithms);
  }

  /**
   * The probabilities of the labels, which sum to 1.
   *
   * @param scores the logarithms of their probabilities
   */
  double[] probabilities(double... scores) {
    double[] calibrated = new double[scores.length];
    Arrays.setAll(calibrated, label -> scores[label] - logarithms[label]);
    return Softmax.probabilities(calibrated);
  }
}
