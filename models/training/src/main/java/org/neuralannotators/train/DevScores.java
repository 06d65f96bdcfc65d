package org.neuralannotators.train;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.ModelManifest;

/**
 * The scores on the development data.
 *
 * @param metrics their names
 * @param scores takes them; NaN without development data, and the last epoch is the best
 * @param best which epoch is the best, by the first score
 */
public record DevScores(List<String> metrics, Supplier<double[]> scores, Best best) {
  /** Which epoch is the best. */
  public enum Best {
    HIGHEST,
    LOWEST,
    LAST;

    /** What rises from epoch to epoch as long as they get better. */
    double rising(double score, int epoch) {
      if (this == LAST || Double.isNaN(score)) {
        return epoch;
      }
      return this == LOWEST ? -score : score;
    }

    /** A score for people, a share as percentage. */
    String shown(double score) {
      return "%.2f".formatted(this == LOWEST ? score : 100 * score);
    }
  }

  /** A single score, the higher the better. */
  public static DevScores of(String metric, DoubleSupplier score) {
    return new DevScores(List.of(metric), () -> new double[] {score.getAsDouble()}, Best.HIGHEST);
  }

  /** The scores of now for a manifest. */
  public List<ModelManifest.Score> take(String data) {
    double[] values = scores.get();
    return IntStream.range(0, values.length)
        .mapToObj(i -> new ModelManifest.Score(data, metrics.get(i), values[i]))
        .toList();
  }

  /** The name of the score that counts. */
  String metric() {
    return metrics.get(0);
  }

  /** The columns of the scores in the log. */
  List<String> columns() {
    return metrics.stream().map(metric -> "dev" + metric).toList();
  }
}
