package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.ClassOutput;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/**
 * Says that texts with "good" are positive, and of others what a model for many labels or numbers
 * may say.
 */
final class FakeClassifier implements TextClassifier {
  final List<List<String>> calls = new ArrayList<>();
  int opened;
  int closed;
  Runnable onCall = () -> {};

  @Override
  public List<Classification> classify(List<String> texts) {
    calls.add(texts);
    onCall.run();
    return texts.stream().map(FakeClassifier::classification).toList();
  }

  private static Classification classification(String text) {
    if (text.contains("many")) {
      return new Classification("a", 0.75, Map.of("a", 0.75, "b", 0.6), ClassOutput.MANY_LABELS);
    }
    if (text.contains("few")) {
      return new Classification("a", 0.25, Map.of("a", 0.25, "b", 0.1), ClassOutput.MANY_LABELS);
    }
    if (text.contains("number")) {
      return new Classification("2.5", 1, Map.of("score", 2.5), ClassOutput.NUMBERS);
    }
    String label = text.contains("good") ? "positive" : "negative";
    return new Classification(label, 0.75, Map.of(label, 0.75));
  }

  @Override
  public List<Classification> classifyPairs(List<TextPair> pairs) {
    throw new AssertionError("no annotator has pairs");
  }

  @Override
  public boolean pairs() {
    return false;
  }

  @Override
  public ModelManifest manifest() {
    return ModelManifest.builder("bert-classifier", "fake").language("en").build();
  }

  @Override
  public void close() {
    closed++;
  }
}
