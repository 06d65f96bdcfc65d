package org.neuralannotators.crf;

/**
 * Two targets of one sentence: their losses are interpolated.
 *
 * @param weight of the first, from 0 to 1
 */
public record MixedTarget(double weight, CrfTarget first, CrfTarget second) implements CrfTarget {
  @Override
  public int length() {
    return first.length();
  }

  @Override
  public double loss(LinearChainCrf crf, Emissions emissions, CrfGradient gradient) {
    return weight * first.loss(crf, emissions, gradient.times(weight))
        + (1 - weight) * second.loss(crf, emissions, gradient.times(1 - weight));
  }
}
