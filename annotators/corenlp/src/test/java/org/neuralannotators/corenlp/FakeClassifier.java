package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/** Says that texts with "good" are positive. */
final class FakeClassifier implements TextClassifier {
  final List<List<String>> calls = new ArrayList<>();
  int opened;
  int closed;
  Runnable onCall = () -> {};

  @Override
  public List<Classification> classify(List<String> texts) {
    calls.add(texts);
    onCall.run();
    return texts.stream()
        .map(text -> text.contains("good") ? "positive" : "negative")
        .map(label -> new Classification(label, 0.75, Map.of(label, 0.75)))
        .toList();
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
