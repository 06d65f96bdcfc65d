package org.neuralannotators.eval;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accuracy of labels, and precision, recall and F1 of each. Not thread-safe.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/model_evaluation.html">the definitions, as
 *     scikit-learn's classification report has them</a>
 */
public final class ClassScorer {
  private final SortedMap<String, PrecisionRecall> labels = new TreeMap<>();
  private long texts;
  private long correct;

  /** Counts one text. */
  public void add(String gold, String predicted) {
    boolean right = gold.equals(predicted);
    texts++;
    correct += right ? 1 : 0;
    labels.merge(gold, new PrecisionRecall(right ? 1 : 0, 0, 1), PrecisionRecall::plus);
    labels.merge(predicted, new PrecisionRecall(0, 1, 0), PrecisionRecall::plus);
  }

  /** How many texts were counted. */
  public long texts() {
    return texts;
  }

  /** Part of the texts with the right label; 0 without texts. */
  public double accuracy() {
    return texts == 0 ? 0 : (double) correct / texts;
  }

  /** The mean of the labels' F1, of all that are in the data or were given; 0 without texts. */
  public double macroF1() {
    return labels.values().stream().mapToDouble(PrecisionRecall::f1).average().orElse(0);
  }

  /** The counts of each label, sorted by label. */
  public SortedMap<String, PrecisionRecall> byLabel() {
    return new TreeMap<>(labels);
  }
}
