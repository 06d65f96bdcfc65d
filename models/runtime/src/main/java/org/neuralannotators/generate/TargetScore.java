package org.neuralannotators.generate;

import java.util.Arrays;

/**
 * How finished targets are compared (Wu et al. 2016, section 7): {@code log P / lp + cp} with
 * {@code lp = ((5 + length) / 6)^lengthPenalty} and {@code cp = coveragePenalty sum_i log min(sum_j
 * a_ij, 1)}.
 *
 * @param lengthPenalty the larger, the longer targets are; 0 for none
 * @param coveragePenalty the larger, the less of the source is left out; 0 for none
 */
public record TargetScore(double lengthPenalty, double coveragePenalty) {
  /** A source's piece that got no attention at all must not make a score infinite. */
  private static final double LEAST_COVERAGE = 1e-6;

  double of(PartialTarget target) {
    double score = normalized(target.logProbability(), target.length());
    return coveragePenalty == 0 ? score : score + coveragePenalty * covered(target.coverage());
  }

  /** The most that a target can come to that isn't finished: probabilities only fall. */
  double bound(PartialTarget target, int maximumLength) {
    return normalized(target.logProbability(), maximumLength);
  }

  private double normalized(double logProbability, int length) {
    return logProbability / Math.pow((5.0 + length) / 6, lengthPenalty);
  }

  private static double covered(double[] coverage) {
    return Arrays.stream(coverage)
        .map(sum -> Math.log(Math.max(LEAST_COVERAGE, Math.min(sum, 1))))
        .sum();
  }
}
