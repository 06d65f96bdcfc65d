package org.neuralannotators.classify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a model says of a text.
 *
 * @param label the most probable label; where the model gives numbers, these as text: {@code 2.5},
 *     or with their names {@code joy=2.5 anger=0.1} where there are several; what a language model
 *     wrote, possibly nothing
 * @param confidence the label's probability; 1 for numbers, and for what was written
 * @param scores of all labels, in the model's order: their probabilities, or numbers; none of what
 *     was written
 * @param output what the scores are
 */
public record Classification(
    String label, double confidence, Map<String, Double> scores, ClassOutput output) {
  /** From which probability on one of many labels is taken, where nothing else is asked for. */
  private static final double LIKELY = 0.5;

  public Classification {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /**
   * One of several labels.
   *
   * @param label the most probable label
   * @param confidence its probability
   * @param probabilities of all labels, in the model's order; they sum to 1
   */
  public Classification(String label, double confidence, Map<String, Double> probabilities) {
    this(label, confidence, probabilities, ClassOutput.ONE_LABEL);
  }

  /** What a language model wrote about a text; empty for nothing. */
  public static Classification written(String text) {
    return new Classification(text, 1, Map.of());
  }

  /**
   * What follows from the scores of all labels.
   *
   * @param scores at least one
   */
  static Classification of(ClassOutput output, Map<String, Double> scores) {
    if (output == ClassOutput.NUMBERS) {
      return new Classification(text(scores), 1, scores, output);
    }
    Map.Entry<String, Double> best = byScore(scores).get(0);
    return new Classification(best.getKey(), best.getValue(), scores, output);
  }

  private static String text(Map<String, Double> numbers) {
    return numbers.entrySet().stream()
        .map(
            each -> (numbers.size() == 1 ? "" : each.getKey() + "=") + each.getValue().floatValue())
        .collect(Collectors.joining(" "));
  }

  /** The largest first, of equal ones the first. */
  private static List<Map.Entry<String, Double>> byScore(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Collections.reverseOrder()))
        .toList();
  }

  /**
   * The probabilities of all labels, in the model's order. They sum to 1 where one label is right;
   * where many may be, each is a label's own. None where the model gives numbers.
   */
  public Map<String, Double> probabilities() {
    return output == ClassOutput.NUMBERS ? Map.of() : scores;
  }

  /** The numbers by their names, in the model's order; none where the model gives labels. */
  public Map<String, Double> numbers() {
    return output == ClassOutput.NUMBERS ? scores : Map.of();
  }

  /**
   * What to write of a text, with its confidence, the most certain first: the label, unless it is
   * empty; where many may be right, all that are likely, and so possibly none; of numbers their
   * text.
   *
   * @param minConfidence less certain labels are left out; where many may be right, 0 stands for
   *     0.5
   */
  public Map<String, Double> labels(double minConfidence) {
    if (output != ClassOutput.MANY_LABELS) {
      return label.isEmpty() || confidence < minConfidence ? Map.of() : Map.of(label, confidence);
    }
    double least = minConfidence == 0 ? LIKELY : minConfidence;
    Map<String, Double> likely = new LinkedHashMap<>();
    for (Map.Entry<String, Double> each : byScore(scores)) {
      if (each.getValue() >= least) {
        likely.put(each.getKey(), each.getValue());
      }
    }
    return likely;
  }
}
