package org.neuralannotators.crf;

/**
 * The forward and backward scores of a sentence (Rabiner 1989, section III; in the log domain),
 * from which probabilities follow. Immutable and thread-safe.
 */
public final class Lattice {
  private final TransitionScores transitions;
  private final Emissions emissions;
  private final int labels;
  private final int length;

  /** Log of the sum over all beginnings that end with a label, that token's emission included. */
  private final double[] forward;

  /** Log of the sum over all endings behind a label, that token's emission excluded. */
  private final double[] backward;

  private final double logPartition;

  Lattice(TransitionScores transitions, Emissions emissions) {
    this.transitions = transitions;
    this.emissions = emissions;
    labels = emissions.labels();
    length = emissions.length();
    forward = new double[length * labels];
    backward = new double[length * labels];
    for (int t = 0; t < length; t++) {
      fillForward(t);
    }
    for (int t = length - 1; t >= 0; t--) {
      fillBackward(t);
    }
    logPartition = length == 0 ? 0 : partition();
  }

  private void fillForward(int t) {
    double[] factors = new double[labels];
    double max = t == 0 ? 0 : scaled(forward, (t - 1) * labels, factors);
    for (int to = 0; to < labels; to++) {
      double before = t == 0 ? transitions.start(to) : logSumTo(to, t - 1, factors, max);
      forward[t * labels + to] = before + emissions.at(t, to);
    }
  }

  private double logSumTo(int to, int t, double[] factors, double max) {
    double sum = 0;
    for (int from = 0; from < labels; from++) {
      sum += factors[from] * transitions.factor(from, to);
    }
    if (sum > 0) {
      return max + Math.log(sum);
    }
    LogSum exact = new LogSum();
    for (int from = 0; from < labels; from++) {
      exact.add(forward[t * labels + from] + transitions.between(from, to));
    }
    return exact.value();
  }

  private void fillBackward(int t) {
    double[] factors = new double[labels];
    double[] behind = t + 1 < length ? behindScores(t) : factors;
    double max = t + 1 < length ? scaled(behind, 0, factors) : 0;
    for (int from = 0; from < labels; from++) {
      backward[t * labels + from] =
          t + 1 == length ? transitions.end(from) : logSumFrom(from, behind, factors, max);
    }
  }

  /** For each label behind a token, log of the sum over all endings with it. */
  private double[] behindScores(int t) {
    double[] behind = new double[labels];
    for (int to = 0; to < labels; to++) {
      behind[to] = emissions.at(t + 1, to) + backward[(t + 1) * labels + to];
    }
    return behind;
  }

  private double logSumFrom(int from, double[] behind, double[] factors, double max) {
    double sum = 0;
    for (int to = 0; to < labels; to++) {
      sum += transitions.factor(from, to) * factors[to];
    }
    if (sum > 0) {
      return max + Math.log(sum);
    }
    LogSum exact = new LogSum();
    for (int to = 0; to < labels; to++) {
      exact.add(transitions.between(from, to) + behind[to]);
    }
    return exact.value();
  }

  /** exp of the scores less their maximum, which is returned. */
  private double scaled(double[] scores, int offset, double[] factors) {
    double max = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < labels; label++) {
      max = Math.max(max, scores[offset + label]);
    }
    for (int label = 0; label < labels; label++) {
      factors[label] = Math.exp(scores[offset + label] - max);
    }
    return max;
  }

  private double partition() {
    LogSum sum = new LogSum();
    for (int label = 0; label < labels; label++) {
      sum.add(forward[(length - 1) * labels + label] + transitions.end(label));
    }
    return sum.value();
  }

  /** Log of the sum over all allowed paths. */
  public double logPartition() {
    return logPartition;
  }

  /** The probability that a token has a label; 0 where an emission is NaN. */
  public double marginal(int token, int label) {
    return probability(logMarginal(token, label));
  }

  /** The probabilities of all labels at each token, an array [length, K]. */
  public float[] marginals() {
    float[] marginals = new float[length * labels];
    for (int i = 0; i < marginals.length; i++) {
      marginals[i] = (float) marginal(i / labels, i % labels);
    }
    return marginals;
  }

  /** Log of the probability that a token has a label. */
  double logMarginal(int token, int label) {
    int at = token * labels + label;
    return forward[at] + backward[at] - logPartition;
  }

  int labels() {
    return labels;
  }

  int length() {
    return length;
  }

  /** Of the label before a token, given its own label and what stands up to there. */
  Conditionals before(int token) {
    double[] factors = new double[labels];
    scaled(forward, (token - 1) * labels, factors);
    double[] shares = new double[labels];
    return to -> {
      double sum = 0;
      for (int from = 0; from < labels; from++) {
        shares[from] = factors[from] * transitions.factor(from, to);
        sum += shares[from];
      }
      for (int from = 0; from < labels; from++) {
        shares[from] =
            sum > 0
                ? shares[from] / sum
                : Math.exp(
                    forward[(token - 1) * labels + from]
                        + transitions.between(from, to)
                        + emissions.at(token, to)
                        - forward[token * labels + to]);
      }
      return shares;
    };
  }

  /** Of the label behind a token, given its own label and what stands from there on. */
  Conditionals behind(int token) {
    double[] behind = behindScores(token);
    double[] factors = new double[labels];
    scaled(behind, 0, factors);
    double[] shares = new double[labels];
    return from -> {
      double sum = 0;
      for (int to = 0; to < labels; to++) {
        shares[to] = transitions.factor(from, to) * factors[to];
        sum += shares[to];
      }
      for (int to = 0; to < labels; to++) {
        shares[to] =
            sum > 0
                ? shares[to] / sum
                : Math.exp(
                    transitions.between(from, to) + behind[to] - backward[token * labels + from]);
      }
      return shares;
    };
  }

  /**
   * The probability of a run of labels that ends where it ends.
   *
   * @param begin its first token
   * @param path its labels
   * @param continues for each label whether, behind the run, it would prolong it
   */
  public double spanProbability(int begin, int[] path, boolean[] continues) {
    double score = forward[begin * labels + path[0]];
    for (int i = 1; i < path.length; i++) {
      score += transitions.between(path[i - 1], path[i]) + emissions.at(begin + i, path[i]);
    }
    int last = begin + path.length - 1;
    return probability(
        score + endingWithout(last, path[path.length - 1], continues) - logPartition);
  }

  /** 0 where the network gave NaN, of which nothing is certain. */
  private static double probability(double log) {
    return Double.isNaN(log) ? 0 : Math.min(1, Math.exp(log));
  }

  private double endingWithout(int token, int label, boolean[] continues) {
    if (token + 1 == length) {
      return transitions.end(label);
    }
    LogSum sum = new LogSum();
    for (int to = 0; to < labels; to++) {
      if (!continues[to]) {
        sum.add(
            transitions.between(label, to)
                + emissions.at(token + 1, to)
                + backward[(token + 1) * labels + to]);
      }
    }
    return sum.value();
  }

  /** Adds the expected numbers of labels and of transitions. */
  void addExpectations(CrfGradient gradient) {
    for (int t = 0; t < length; t++) {
      for (int to = 0; to < labels; to++) {
        double marginal = marginal(t, to);
        gradient.addEmission(emissions, t, to, marginal);
        if (t == 0) {
          gradient.addTransition(labels, labels, to, marginal);
        } else if (marginal > 0) {
          addPairs(t, to, gradient);
        }
        if (t == length - 1) {
          gradient.addTransition(labels, labels + 1, to, marginal);
        }
      }
    }
  }

  private void addPairs(int t, int to, CrfGradient gradient) {
    double behind = emissions.at(t, to) + backward[t * labels + to] - logPartition;
    for (int from = 0; from < labels; from++) {
      double between = transitions.between(from, to);
      if (between > Double.NEGATIVE_INFINITY) {
        gradient.addTransition(
            labels, from, to, Math.exp(forward[(t - 1) * labels + from] + between + behind));
      }
    }
  }
}
