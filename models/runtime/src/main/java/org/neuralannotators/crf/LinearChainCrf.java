package org.neuralannotators.crf;

import java.util.Arrays;
import java.util.List;

/**
 * A linear-chain CRF with given transition scores. The score of a path is the sum of its emissions
 * and of the transitions between its labels, from the beginning and to the end of the sentence
 * included; its probability is {@code exp(score) / Z}, where {@code Z} sums over all allowed paths.
 *
 * <p>Immutable and thread-safe.
 */
public final class LinearChainCrf {
  private final TransitionScores transitions;

  /**
   * @param constraints what is allowed; the scores of other transitions are ignored
   * @param transitions matrix [K + 2, K], row after row: from each label to each label, then the
   *     scores of beginning with each label, then those of ending with it
   */
  public LinearChainCrf(TransitionConstraints constraints, double[] transitions) {
    this.transitions = new TransitionScores(constraints, transitions);
  }

  /** The best path (Viterbi 1967); some path where emissions are NaN. */
  public ScoredPath viterbi(Emissions emissions) {
    return kBest(emissions, 1).get(0);
  }

  /** The best paths, best first; fewer than {@code k} where there are no more. */
  public List<ScoredPath> kBest(Emissions emissions, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k [" + k + "]; expected at least 1");
    }
    return new ViterbiDecoder(transitions, emissions, k).paths();
  }

  /** The forward-backward lattice of a sentence, which gives probabilities. */
  public Lattice lattice(Emissions emissions) {
    return new Lattice(transitions, emissions);
  }

  /**
   * The same with all scores divided by a temperature: the higher it is, the more alike are the
   * probabilities.
   */
  public Lattice lattice(Emissions emissions, double temperature) {
    return temperature == 1
        ? lattice(emissions)
        : new Lattice(transitions.dividedBy(temperature), emissions.atTemperature(temperature));
  }

  /** The score of a path; negative infinity where it is forbidden. */
  public double score(Emissions emissions, int[] labels) {
    if (labels.length != emissions.length()) {
      throw new IllegalArgumentException(
          "[" + labels.length + "] labels for [" + emissions.length() + "] tokens");
    }
    if (labels.length == 0) {
      return 0;
    }
    double score = transitions.start(labels[0]) + transitions.end(labels[labels.length - 1]);
    for (int t = 0; t < labels.length; t++) {
      score += emissions.at(t, labels[t]);
      score += t == 0 ? 0 : transitions.between(labels[t - 1], labels[t]);
    }
    return score;
  }

  /**
   * The negative log-likelihood of a path, and its gradient.
   *
   * @param gradient to which its own is added
   * @throws IllegalArgumentException when the path is forbidden
   */
  double loss(Emissions emissions, int[] labels, CrfGradient gradient) {
    double score = score(emissions, labels);
    if (score == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "The gold labels "
              + Arrays.toString(labels)
              + " contain a transition that the scheme forbids");
    }
    if (labels.length == 0) {
      return 0;
    }
    Lattice lattice = lattice(emissions);
    lattice.addExpectations(gradient);
    subtractPath(emissions, labels, gradient);
    return lattice.logPartition() - score;
  }

  private static void subtractPath(Emissions emissions, int[] path, CrfGradient gradient) {
    int labels = emissions.labels();
    for (int t = 0; t < path.length; t++) {
      gradient.addEmission(emissions, t, path[t], -1);
      gradient.addTransition(labels, t == 0 ? labels : path[t - 1], path[t], -1);
    }
    gradient.addTransition(labels, labels + 1, path[path.length - 1], -1);
  }
}
