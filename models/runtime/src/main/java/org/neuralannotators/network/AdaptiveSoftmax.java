package org.neuralannotators.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Softmax over a large vocabulary whose frequent words come first (Grave et al. 2017, section 4): a
 * shortlist of words and the clusters of the others share the first softmax; each cluster has a
 * softmax of its own on a smaller projection, which only its words need. Probabilities are exact.
 * Without clusters it is the full softmax.
 */
public final class AdaptiveSoftmax {
  /** A smaller projection would tell too few words apart. */
  private static final int SMALLEST_PROJECTION = 8;

  private final Linear head;
  private final int words;
  private final int shortlist;
  private final List<Cluster> clusters = new ArrayList<>();

  /** Words {@code from} to {@code to}, exclusive. */
  private record Cluster(int from, int to, Linear projection, Linear output) {
    int[] rows(int[] targets) {
      return IntStream.range(0, targets.length)
          .filter(i -> targets[i] >= from && targets[i] < to)
          .toArray();
    }
  }

  /**
   * @param inputs numbers in a row
   * @param words how many there are; their numbers rise as their frequency falls
   * @param cutoffs the first word of each cluster, rising; none for the full softmax
   * @param factor by which each cluster's projection is smaller than the one before, and the
   *     first's than a row
   */
  public AdaptiveSoftmax(
      Parameters parameters,
      String name,
      int inputs,
      int words,
      List<Integer> cutoffs,
      int factor) {
    for (int i = 0; i < cutoffs.size(); i++) {
      int before = i == 0 ? 0 : cutoffs.get(i - 1);
      if (cutoffs.get(i) <= before || cutoffs.get(i) >= words) {
        throw new IllegalArgumentException(
            "The cutoffs are %s; expected rising numbers from 1 to less than the [%d] words"
                .formatted(cutoffs, words));
      }
    }
    this.words = words;
    shortlist = cutoffs.isEmpty() ? words : cutoffs.get(0);
    head =
        new Linear(
            parameters, name + ".head", inputs, shortlist + cutoffs.size(), Activation.IDENTITY);
    int projected = inputs;
    for (int i = 0; i < cutoffs.size(); i++) {
      int from = cutoffs.get(i);
      int to = i + 1 < cutoffs.size() ? cutoffs.get(i + 1) : words;
      projected = Math.max(Math.min(inputs, SMALLEST_PROJECTION), projected / factor);
      String cluster = name + ".cluster" + i;
      clusters.add(
          new Cluster(
              from,
              to,
              new Linear(
                  parameters, cluster + ".projection", inputs, projected, Activation.IDENTITY),
              new Linear(parameters, cluster, projected, to - from, Activation.IDENTITY)));
    }
  }

  /** How many words there are. */
  public int words() {
    return words;
  }

  /**
   * The loss and its gradients, which are added to the parameters'.
   *
   * @param x [rows, inputs]
   * @param targets the word of each row
   * @param weight by which the loss is multiplied
   * @param dx gradient of {@code x}; overwritten
   * @return {@code -weight} times the sum of the logarithms of the words' probabilities
   */
  public double train(Pass pass, Matrix x, int[] targets, double weight, Matrix dx) {
    Matrix first = probabilities(pass, head, x);
    double loss = crossEntropy(pass, first, headLabels(targets), weight);
    pass.kernels().copy(head.backward(pass, x, first, first), dx);
    for (Cluster cluster : clusters) {
      int[] rows = cluster.rows(targets);
      if (rows.length > 0) {
        Indices some = pass.workspace().indices(rows);
        Matrix own = gather(pass, x, some);
        Matrix projected = cluster.projection.forward(pass, own);
        Matrix values = probabilities(pass, cluster.output, projected);
        loss += crossEntropy(pass, values, labels(cluster, rows, targets), weight);
        Matrix dProjected = cluster.output.backward(pass, projected, values, values);
        Matrix dOwn = cluster.projection.backward(pass, own, projected, dProjected);
        pass.kernels().scatterAdd(dOwn, some, dx);
      }
    }
    return loss;
  }

  /** The loss alone, with a weight of 1. */
  public double loss(Pass pass, Matrix x, int[] targets) {
    double loss = crossEntropy(pass, probabilities(pass, head, x), headLabels(targets), 1);
    for (Cluster cluster : clusters) {
      int[] rows = cluster.rows(targets);
      if (rows.length > 0) {
        Matrix own = gather(pass, x, pass.workspace().indices(rows));
        Matrix projected = cluster.projection.forward(pass, own);
        Matrix values = probabilities(pass, cluster.output, projected);
        loss += crossEntropy(pass, values, labels(cluster, rows, targets), 1);
      }
    }
    return loss;
  }

  /**
   * The probabilities of all words.
   *
   * @param x [1, inputs]
   */
  public double[] distribution(Pass pass, Matrix x) {
    double[] first = probabilities(pass, head, x).toDoubles();
    double[] all = Arrays.copyOf(first, words);
    for (int i = 0; i < clusters.size(); i++) {
      Cluster cluster = clusters.get(i);
      Matrix projected = cluster.projection.forward(pass, x);
      double[] own = probabilities(pass, cluster.output, projected).toDoubles();
      for (int j = 0; j < own.length; j++) {
        all[cluster.from + j] = first[shortlist + i] * own[j];
      }
    }
    return all;
  }

  private static Matrix probabilities(Pass pass, Linear layer, Matrix x) {
    Matrix values = layer.forward(pass, x);
    pass.kernels().softmax(values);
    return values;
  }

  private static double crossEntropy(Pass pass, Matrix values, int[] labels, double weight) {
    return pass.kernels().crossEntropy(values, pass.workspace().indices(labels), weight);
  }

  private static Matrix gather(Pass pass, Matrix x, Indices rows) {
    Matrix some = pass.workspace().matrix(rows.length(), x.columns());
    pass.kernels().gather(x, rows, some);
    return some;
  }

  private static int[] labels(Cluster cluster, int[] rows, int[] targets) {
    return Arrays.stream(rows).map(row -> targets[row] - cluster.from).toArray();
  }

  /** The columns of the first softmax: a word of the shortlist, or behind them a cluster. */
  private int[] headLabels(int[] targets) {
    return Arrays.stream(targets).map(this::headLabel).toArray();
  }

  private int headLabel(int target) {
    int label = target;
    for (int i = 0; i < clusters.size() && target >= clusters.get(i).from; i++) {
      label = shortlist + i;
    }
    return label;
  }
}
