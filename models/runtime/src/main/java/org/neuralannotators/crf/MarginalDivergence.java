package org.neuralannotators.crf;

/**
 * The divergence (Kullback and Leibler 1951) of a lattice's marginals {@code p} from given
 * probabilities {@code q}, summed over the tokens, and its gradient through the forward and
 * backward scores.
 *
 * <p>With the forward scores {@code a}, the backward scores {@code b} and {@code n} tokens it is
 * {@code n log Z - sum q(t, y) (a(t, y) + b(t, y))} and what doesn't depend on the scores. The
 * gradient of {@code log Z} are the expected counts. That of {@code sum q a} flows from each token
 * to the one before by {@code P(y' | y) = exp(a(t - 1, y') + w(y', y) + e(t, y) - a(t, y))}, the
 * probability of the label before: a chain that takes in {@code q} at each token. That of {@code
 * sum q b} flows to the end in the same way. Both take O(n K^2).
 */
final class MarginalDivergence {
  private final Lattice lattice;
  private final int labels;
  private final int length;

  /** The given probabilities, of labels that are possible alone. */
  private final double[][] targets;

  /** Tokens with probabilities. */
  private int taught;

  /**
   * @param probabilities [length, K]
   */
  MarginalDivergence(Lattice lattice, float[] probabilities) {
    this.lattice = lattice;
    labels = lattice.labels();
    length = lattice.length();
    if (probabilities.length != length * labels) {
      throw new IllegalArgumentException(
          "[%d] probabilities for [%d] tokens and [%d] labels"
              .formatted(probabilities.length, length, labels));
    }
    targets = new double[length][labels];
    for (int t = 0; t < length; t++) {
      fillTargets(t, probabilities);
    }
  }

  private void fillTargets(int t, float[] probabilities) {
    double sum = 0;
    for (int y = 0; y < labels; y++) {
      // NaN is possible, and makes a loss that is NaN.
      if (lattice.logMarginal(t, y) != Double.NEGATIVE_INFINITY) {
        targets[t][y] = probabilities[t * labels + y];
        sum += targets[t][y];
      }
    }
    for (int y = 0; y < labels && sum > 0; y++) {
      targets[t][y] /= sum;
    }
    taught += sum > 0 ? 1 : 0;
  }

  double value() {
    double sum = 0;
    for (int t = 0; t < length; t++) {
      for (int y = 0; y < labels; y++) {
        double q = targets[t][y];
        sum += q == 0 ? 0 : q * (Math.log(q) - lattice.logMarginal(t, y));
      }
    }
    return sum;
  }

  /**
   * Adds the gradient.
   *
   * @param place where the emissions lie in it
   */
  void addGradient(Emissions place, CrfGradient gradient) {
    addForward(place, gradient);
    addBackward(place, gradient);
  }

  /** Of {@code n log Z - sum q a}: from the end to the beginning. */
  private void addForward(Emissions place, CrfGradient gradient) {
    double[] flow = new double[labels];
    for (int t = length - 1; t >= 0; t--) {
      double[] before = new double[labels];
      double[] marginals = new double[labels];
      for (int y = 0; y < labels; y++) {
        flow[y] += targets[t][y];
        marginals[y] = taught * lattice.marginal(t, y);
        gradient.addEmission(place, t, y, marginals[y] - flow[y]);
        if (t == 0) {
          gradient.addTransition(labels, labels, y, marginals[y] - flow[y]);
        }
        if (t == length - 1) {
          gradient.addTransition(labels, labels + 1, y, marginals[y]);
        }
      }
      if (t > 0) {
        Conditionals conditionals = lattice.before(t);
        for (int y = 0; y < labels; y++) {
          if (flow[y] != 0 || marginals[y] != 0) {
            double[] shares = conditionals.of(y);
            for (int from = 0; from < labels; from++) {
              before[from] += flow[y] * shares[from];
              gradient.addTransition(labels, from, y, (marginals[y] - flow[y]) * shares[from]);
            }
          }
        }
      }
      flow = before;
    }
  }

  /** Of {@code -sum q b}: from the beginning to the end. */
  private void addBackward(Emissions place, CrfGradient gradient) {
    double[] flow = new double[labels];
    for (int t = 0; t < length; t++) {
      double[] behind = new double[labels];
      Conditionals conditionals = t + 1 < length ? lattice.behind(t) : null;
      for (int y = 0; y < labels; y++) {
        gradient.addEmission(place, t, y, -flow[y]);
        flow[y] += targets[t][y];
        if (conditionals == null) {
          gradient.addTransition(labels, labels + 1, y, -flow[y]);
        } else if (flow[y] != 0) {
          double[] shares = conditionals.of(y);
          for (int to = 0; to < labels; to++) {
            behind[to] += flow[y] * shares[to];
            gradient.addTransition(labels, y, to, -flow[y] * shares[to]);
          }
        }
      }
      flow = behind;
    }
  }
}
