package org.neuralannotators.prompt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;
import org.neuralannotators.lm.continuation.ContinuationScore;
import org.neuralannotators.lm.continuation.PromptModel;

/** A language model that classifies by a prompt: it compares how probable the labels' texts are. */
final class PromptClassifier implements TextClassifier {
  private final Prompt prompt;
  private final PromptText text;
  private final PromptModel model;
  private final ModelManifest manifest;
  private final List<String> continuations;
  private final TextFitting fitting;
  private final Calibration calibration;

  /**
   * Measures the labels without content where these shall be calibrated.
   *
   * @param prompt with labels
   * @param model closed with this
   */
  PromptClassifier(Prompt prompt, PromptModel model) {
    this.prompt = prompt;
    this.model = model;
    text = PromptText.of(prompt);
    manifest = PromptPredictors.manifest(model.manifest(), prompt);
    continuations = prompt.labels().values().stream().map(text::continuation).toList();
    fitting = new TextFitting(prompt, model, part -> model.length(text.of(part), continuations));
    calibration =
        prompt.calibrated()
            ? Calibration.of(scores(prompt.contentFree()))
            : Calibration.none(continuations.size());
  }

  @Override
  public List<Classification> classify(List<String> texts) {
    List<List<String>> parts = texts.stream().map(fitting::parts).toList();
    Iterator<double[]> scores = scores(parts.stream().flatMap(List::stream).toList()).iterator();
    List<Classification> classes = new ArrayList<>();
    for (List<String> own : parts) {
      double[] mean = new double[continuations.size()];
      for (int i = 0; i < own.size(); i++) {
        double[] probabilities = calibration.probabilities(scores.next());
        for (int label = 0; label < mean.length; label++) {
          mean[label] += probabilities[label] / own.size();
        }
      }
      classes.add(classification(mean));
    }
    return classes;
  }

  /** The logarithms of the labels' probabilities behind each text. */
  private List<double[]> scores(List<String> texts) {
    return model.scores(text.begin(), texts.stream().map(text::of).toList(), continuations).stream()
        .map(labels -> labels.stream().mapToDouble(this::score).toArray())
        .toList();
  }

  private double score(ContinuationScore label) {
    return prompt.lengthNormalized()
        ? label.logProbability() / label.pieces()
        : label.logProbability();
  }

  private Classification classification(double[] probabilities) {
    int best =
        IntStream.range(0, probabilities.length)
            .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a)
            .orElseThrow();
    Map<String, Double> all = new LinkedHashMap<>();
    for (int label = 0; label < probabilities.length; label++) {
      all.put(manifest.labels().get(label), probabilities[label]);
    }
    return new Classification(manifest.labels().get(best), probabilities[best], all);
  }

  @Override
  public List<Classification> classifyPairs(List<TextPair> pairs) {
    throw pairsRefused(prompt.name());
  }

  static IllegalArgumentException pairsRefused(String prompt) {
    return new IllegalArgumentException(
        "The prompt [%s] is for [texts]; expected not to be asked for [pairs]".formatted(prompt));
  }

  @Override
  public boolean pairs() {
    return false;
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public void close() {
    model.close();
  }
}
