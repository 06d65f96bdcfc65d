package org.neuralannotators.crf;

/**
 * Where gradients of a CRF's scores are added.
 *
 * @param emissions at the places of the emissions
 * @param transitions matrix [K + 2, K], as the transition scores
 * @param weight by which everything is multiplied that is added
 */
public record CrfGradient(double[] emissions, double[] transitions, double weight) {
  /** With weight 1. */
  public CrfGradient(double[] emissions, double[] transitions) {
    this(emissions, transitions, 1);
  }

  /** The same with the weight multiplied. */
  public CrfGradient times(double factor) {
    return new CrfGradient(emissions, transitions, weight * factor);
  }

  void addEmission(Emissions place, int token, int label, double value) {
    emissions[place.offset() + token * place.labels() + label] += weight * value;
  }

  /**
   * Adds to a transition.
   *
   * @param labels K
   * @param row the label before; K for the beginning, K + 1 for the end
   */
  void addTransition(int labels, int row, int label, double value) {
    transitions[row * labels + label] += weight * value;
  }
}
