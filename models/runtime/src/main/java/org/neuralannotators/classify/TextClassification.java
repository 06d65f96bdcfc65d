package org.neuralannotators.classify;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.head.Softmax;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.Lanes;

/** Classifies by a model. Thread-safe, as long as the model's parameters don't change. */
public final class TextClassification {
  private final EncoderHeadModel<ClassTarget> model;
  private final SequenceScoring scoring;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   */
  public TextClassification(
      EncoderHeadModel<ClassTarget> model, Lanes lanes, PredictorOptions options) {
    this.model = model;
    scoring = new SequenceScoring(model, lanes, options);
  }

  /** As {@link TextClassifier#classify}. */
  public List<Classification> classify(List<String> texts) {
    requirePairs(false);
    return of(texts.stream().map(model.sequences()::text).toList());
  }

  /** As {@link TextClassifier#classifyPairs}. */
  public List<Classification> classifyPairs(List<TextPair> pairs) {
    requirePairs(true);
    return of(pairs.stream().map(pair -> List.of(model.sequences().pair(pair))).toList());
  }

  /**
   * The probabilities of all labels of each text, by which another classifier can learn: the mean
   * of its windows.
   *
   * @param texts or pairs, as the model needs them; their labels don't matter
   * @param temperature by which all scores are divided
   */
  public List<float[]> probabilities(List<LabelledText> texts, double temperature) {
    texts.forEach(text -> requirePairs(text.isPair()));
    List<List<PieceSequence>> sequences =
        texts.stream()
            .map(
                text ->
                    text.isPair()
                        ? List.of(model.sequences().pair(text.pair()))
                        : model.sequences().text(text.text()))
            .toList();
    return scoring.scores(sequences).stream().map(windows -> mean(windows, temperature)).toList();
  }

  private static float[] mean(List<double[]> windows, double temperature) {
    float[] mean = new float[windows.get(0).length];
    for (double[] scores : windows) {
      double[] probabilities =
          Softmax.probabilities(Arrays.stream(scores).map(score -> score / temperature).toArray());
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (float) probabilities[i] / windows.size();
      }
    }
    return mean;
  }

  /** Whether the model classifies pairs, not texts. */
  public boolean pairs() {
    return model.architecture().pairs();
  }

  private void requirePairs(boolean given) {
    if (given != pairs()) {
      throw new IllegalArgumentException(
          "The model classifies [%s]; expected not to be asked for [%s]"
              .formatted(what(pairs()), what(given)));
    }
  }

  static String what(boolean pairs) {
    return pairs ? "pairs" : "texts";
  }

  private List<Classification> of(List<List<PieceSequence>> texts) {
    return scoring.scores(texts).stream().map(this::decide).toList();
  }

  private Classification decide(List<double[]> windows) {
    ClassOutput output = model.architecture().output();
    double[] mean = new double[model.labels().size()];
    for (double[] scores : windows) {
      double[] values = output.values(scores);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += values[i] / windows.size();
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < mean.length; i++) {
      values.put(model.labels().get(i), mean[i]);
    }
    return Classification.of(output, values);
  }
}
