package org.neuralannotators.opennlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.ClassOutput;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/** Takes a text as good if it says so, as bad if it says that, and remembers what it was asked. */
final class FakeClassifier implements TextClassifier {
  final List<List<String>> calls = new ArrayList<>();
  boolean closed;

  @Override
  public List<Classification> classify(List<String> texts) {
    calls.add(List.copyOf(texts));
    return texts.stream().map(FakeClassifier::classification).toList();
  }

  private static Classification classification(String text) {
    double good = text.contains("good") ? 0.5 : 0.25;
    double bad = text.contains("bad") ? 0.625 : 0.25;
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put("good", good);
    probabilities.put("bad", bad);
    probabilities.put("neither", 1 - good - bad);
    if (text.contains("number")) {
      return new Classification("unused", 1, probabilities, ClassOutput.NUMBERS);
    }
    return new Classification("unused", 1, probabilities);
  }

  @Override
  public List<Classification> classifyPairs(List<TextPair> pairs) {
    throw new AssertionError("OpenNLP has no pairs");
  }

  @Override
  public boolean pairs() {
    return false;
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("classifier", "fake")
        .labels(List.of("good", "bad", "neither"))
        .build();
  }

  @Override
  public void close() {
    closed = true;
  }
}
