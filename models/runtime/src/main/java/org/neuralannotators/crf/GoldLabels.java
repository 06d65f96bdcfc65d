package org.neuralannotators.crf;

/**
 * The one right path: the loss is its negative log-likelihood.
 *
 * @param labels of the tokens
 */
public record GoldLabels(int[] labels) implements CrfTarget {
  @Override
  public int length() {
    return labels.length;
  }

  @Override
  public double loss(LinearChainCrf crf, Emissions emissions, CrfGradient gradient) {
    return crf.loss(emissions, labels, gradient);
  }
}
