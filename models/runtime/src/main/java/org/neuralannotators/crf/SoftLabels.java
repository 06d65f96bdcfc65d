package org.neuralannotators.crf;

import java.util.function.Supplier;

/**
 * Probabilities of the labels at each token, such as the marginals of another CRF: the loss is the
 * divergence of this one's marginals, summed over the tokens (posterior distillation: Wang et al.
 * 2020, Structure-Level Knowledge Distillation For Multilingual Sequence Labeling). At a
 * temperature {@code T} all scores are divided by it, and the loss is multiplied by its square, so
 * that gradients keep their size (Hinton et al. 2015, section 2).
 *
 * @param length tokens of the sentence
 * @param probabilities gives an array [length, K]; the temperature has gone into it already. What
 *     it gives to labels that the CRF forbids at a token is divided among the others
 * @param temperature over 0
 */
public record SoftLabels(int length, Supplier<float[]> probabilities, double temperature)
    implements CrfTarget {
  @Override
  public double loss(LinearChainCrf crf, Emissions emissions, CrfGradient gradient) {
    Lattice lattice = crf.lattice(emissions, temperature);
    MarginalDivergence divergence = new MarginalDivergence(lattice, probabilities.get());
    // The loss of the scores s is T^2 f(s / T), its gradient T f'(s / T).
    divergence.addGradient(emissions, gradient.times(temperature));
    return temperature * temperature * divergence.value();
  }
}
