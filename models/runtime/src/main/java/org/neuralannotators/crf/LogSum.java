package org.neuralannotators.crf;

/** Log of a sum of exponentials, without overflow. */
final class LogSum {
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;

  void add(double score) {
    if (score > max) {
      sum = sum * Math.exp(max - score) + 1;
      max = score;
    } else if (score > Double.NEGATIVE_INFINITY) {
      sum += Math.exp(score - max);
    }
  }

  double value() {
    return max + Math.log(sum);
  }
}
