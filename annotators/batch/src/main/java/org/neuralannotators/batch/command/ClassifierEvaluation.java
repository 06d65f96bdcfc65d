package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.LabelledText;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.eval.ClassScorer;

/**
 * What a classifier achieves on data with known labels; {@code evaluate classifier --json} prints
 * these fields.
 *
 * @param labels that the model knows
 * @param accuracy in percent, like the other scores
 * @param macroF1 the mean of the labels' F1
 * @param perLabel scores of each label
 * @param texts texts or pairs of the data
 * @param textsPerSecond after the data was classified once
 */
record ClassifierEvaluation(
    String model,
    @JsonIgnore List<String> labels,
    double accuracy,
    double macroF1,
    SortedMap<String, ScorePercentages> perLabel,
    long texts,
    double textsPerSecond,
    @JsonUnwrapped Resources resources) {

  /** Loads a classifier. */
  @FunctionalInterface
  interface Loader {
    TextClassifier load() throws IOException;
  }

  /** Loads the model, classifies the data once for the scores, and again for the speed. */
  static ClassifierEvaluation of(Loader model, List<LabelledText> data) throws IOException {
    long start = System.nanoTime();
    try (TextClassifier classifier = model.load()) {
      double loadSeconds = TaggerRun.secondsSince(start);
      ClassScorer scorer = score(data, classify(classifier, data));
      start = System.nanoTime();
      classify(classifier, data);
      double textsPerSecond = data.size() / TaggerRun.secondsSince(start);
      return new ClassifierEvaluation(
          classifier.manifest().name(),
          classifier.manifest().labels(),
          100 * scorer.accuracy(),
          100 * scorer.macroF1(),
          ScorePercentages.of(scorer.byLabel()),
          data.size(),
          textsPerSecond,
          Resources.now(loadSeconds));
    }
  }

  private static List<Classification> classify(TextClassifier classifier, List<LabelledText> data) {
    return classifier.pairs()
        ? classifier.classifyPairs(data.stream().map(LabelledText::pair).toList())
        : classifier.classify(data.stream().map(LabelledText::text).toList());
  }

  private static ClassScorer score(List<LabelledText> data, List<Classification> given) {
    ClassScorer scorer = new ClassScorer();
    for (int i = 0; i < data.size(); i++) {
      scorer.add(data.get(i).label(), given.get(i).label());
    }
    return scorer;
  }

  /** For people. */
  String report() {
    StringBuilder report = new StringBuilder();
    report.append(
        String.format(Locale.ROOT, "accuracy: %.2f%%; macro F1: %.2f%n", accuracy, macroF1));
    perLabel.forEach(
        (label, scores) ->
            report.append(
                String.format(
                    Locale.ROOT,
                    "%17s: precision: %6.2f%%; recall: %6.2f%%; F1: %6.2f  %d%n",
                    label,
                    scores.precision(),
                    scores.recall(),
                    scores.f1(),
                    scores.gold())));
    return report + resources.line(texts + " texts", "texts", textsPerSecond);
  }
}
