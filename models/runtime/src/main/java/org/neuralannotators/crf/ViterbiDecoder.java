package org.neuralannotators.crf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The k best paths: at each token and label the k best ways to get there, each with where it came
 * from. A way is numbered {@code label * k + rank}.
 */
final class ViterbiDecoder {
  private final TransitionScores transitions;
  private final Emissions emissions;
  private final int labels;
  private final int k;

  /** The way before each way, for each token but the first. */
  private final int[][] origins;

  ViterbiDecoder(TransitionScores transitions, Emissions emissions, int k) {
    this.transitions = transitions;
    this.emissions = emissions;
    this.labels = emissions.labels();
    this.k = k;
    origins = new int[emissions.length()][];
  }

  List<ScoredPath> paths() {
    if (emissions.length() == 0) {
      return List.of(new ScoredPath(new int[0], 0));
    }
    double[] scores = first();
    for (int t = 1; t < emissions.length(); t++) {
      scores = next(scores, t);
    }
    for (int way = 0; way < scores.length; way++) {
      scores[way] += transitions.end(way / k);
    }
    int[] ends = new int[k];
    double[] best = new double[k];
    select(scores, 0, -1, best, ends, 0);
    List<ScoredPath> paths = new ArrayList<>();
    // Where the network gave NaN nothing is better than nothing; there is a path all the same.
    for (int rank = 0; rank < k && (rank == 0 || best[rank] > Double.NEGATIVE_INFINITY); rank++) {
      paths.add(new ScoredPath(trace(ends[rank]), best[rank]));
    }
    return paths;
  }

  private double[] first() {
    double[] scores = new double[labels * k];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    for (int label = 0; label < labels; label++) {
      scores[label * k] = transitions.start(label) + emissions.at(0, label);
    }
    return scores;
  }

  private double[] next(double[] before, int t) {
    double[] scores = new double[labels * k];
    origins[t] = new int[labels * k];
    for (int label = 0; label < labels; label++) {
      select(before, emissions.at(t, label), label, scores, origins[t], label * k);
    }
    return scores;
  }

  /**
   * The k best of all ways, by insertion, into {@code best} and {@code from} at {@code offset}.
   *
   * @param to the label that follows, -1 for none
   */
  private void select(double[] ways, double added, int to, double[] best, int[] from, int offset) {
    Arrays.fill(best, offset, offset + k, Double.NEGATIVE_INFINITY);
    for (int way = 0; way < ways.length; way++) {
      double score = ways[way] + added + (to < 0 ? 0 : transitions.between(way / k, to));
      if (score > best[offset + k - 1]) {
        int place = offset + k - 1;
        while (place > offset && score > best[place - 1]) {
          best[place] = best[place - 1];
          from[place] = from[place - 1];
          place--;
        }
        best[place] = score;
        from[place] = way;
      }
    }
  }

  private int[] trace(int end) {
    int[] path = new int[emissions.length()];
    int way = end;
    for (int t = path.length - 1; t >= 0; t--) {
      path[t] = way / k;
      way = t == 0 ? 0 : origins[t][way];
    }
    return path;
  }
}
