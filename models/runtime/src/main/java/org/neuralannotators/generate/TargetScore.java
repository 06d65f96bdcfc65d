package org.neuralannotators.generate;

import java.util.Arrays;

/**
 * How finished targets are compared: {@code log P / lp + cp} with {@code lp = ((k + length) / (k +
 * 1))^lengthPenalty} and {@code cp = coveragePenalty sum_i log min(sum_j a_ij, 1)} (Wu et al. 2016,
 * section 7, where {@code k} is 5).
 *
 * @param lengthPenalty the larger, the longer targets are; 0 for none
 * @param coveragePenalty the larger, the less of the source is left out; 0 for none
 * @param added {@code k}: by so many pieces targets are taken to be longer
 */
public record TargetScore(double lengthPenalty, double coveragePenalty, int added) {
  private static final int ADDED_BY_WU = 5;

  /** A source's piece that got no attention at all must not make a score infinite. */
  private static final double LEAST_COVERAGE = 1e-6;

  /** That of Wu et al. */
  public TargetScore(double lengthPenalty, double coveragePenalty) {
    this(lengthPenalty, coveragePenalty, ADDED_BY_WU);
  }

  /** The logarithm of the probability, divided by the number of pieces to this power. */
  public static TargetScore ofLength(double lengthPenalty) {
    return new TargetScore(lengthPenalty, 0, 0);
  }

  double of(PartialTarget target) {
    double score = normalized(target.logProbability(), target.length());
    return coveragePenalty == 0 ? score : score + coveragePenalty * covered(target.coverage());
  }

  /** The most that a target can come to that isn't finished: probabilities only fall. */
  double bound(PartialTarget target, int maximumLength) {
    return normalized(target.logProbability(), lengthPenalty > 0 ? maximumLength : target.length());
  }

  private double normalized(double logProbability, int length) {
    return logProbability / Math.pow(((double) added + length) / (added + 1), lengthPenalty);
  }

  private static double covered(double[] coverage) {
    return Arrays.stream(coverage)
        .map(sum -> Math.log(Math.max(LEAST_COVERAGE, Math.min(sum, 1))))
        .sum();
  }
}
