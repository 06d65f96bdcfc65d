package org.neuralannotators.batch.command;

import java.util.SortedMap;
import java.util.TreeMap;
import org.neuralannotators.eval.PrecisionRecall;

/** Scores in percent and the counts behind them, as {@code evaluate --json} prints them. */
record ScorePercentages(
    double f1, double precision, double recall, long correct, long predicted, long gold) {
  static ScorePercentages of(PrecisionRecall counts) {
    return new ScorePercentages(
        100 * counts.f1(),
        100 * counts.precision(),
        100 * counts.recall(),
        counts.correct(),
        counts.predicted(),
        counts.gold());
  }

  static SortedMap<String, ScorePercentages> of(SortedMap<String, PrecisionRecall> counts) {
    SortedMap<String, ScorePercentages> scores = new TreeMap<>();
    counts.forEach((name, each) -> scores.put(name, of(each)));
    return scores;
  }
}
