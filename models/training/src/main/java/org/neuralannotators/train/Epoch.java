package org.neuralannotators.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an epoch came to.
 *
 * @param number from 1
 * @param rate the learning rate of its last step
 * @param loss mean of its steps
 * @param scores on the development data
 * @param tokensPerSecond of its steps
 * @param seconds it took, with the scores
 */
record Epoch(
    int number, double rate, double loss, double[] scores, double tokensPerSecond, double seconds) {
  /** The columns of the log. */
  static List<String> columns(DevScores dev) {
    List<String> columns = new ArrayList<>(List.of("epoch", "learningRate", "loss"));
    columns.addAll(dev.columns());
    columns.addAll(List.of("tokensPerSecond", "seconds"));
    return columns;
  }

  /** The row in the log. */
  Object[] row() {
    List<Object> row = new ArrayList<>();
    row.add(number);
    row.add(String.format("%.6g", rate));
    row.add(String.format("%.6f", loss));
    Arrays.stream(scores).forEach(score -> row.add(String.format("%.6f", score)));
    row.add(Math.round(tokensPerSecond));
    row.add(String.format("%.1f", seconds));
    return row.toArray();
  }

  /**
   * A line for people.
   *
   * @param improved whether it is the best so far
   */
  String line(DevScores dev, boolean improved) {
    return "epoch %d: loss %.4f, dev %s %s%s, %.0f tokens/s"
        .formatted(
            number,
            loss,
            dev.metric(),
            dev.best().shown(scores[0]),
            improved ? " *" : "",
            tokensPerSecond);
  }
}
