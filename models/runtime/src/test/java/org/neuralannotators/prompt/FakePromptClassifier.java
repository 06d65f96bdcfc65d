package org.neuralannotators.prompt;

import java.util.List;
import java.util.Map;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/**
 * Answers a prompt without a model: gives the first label, or as a field the first word unless that
 * is "Nothing".
 *
 * @param model the name of the model that isn't there
 */
public record FakePromptClassifier(String model, Prompt prompt) implements TextClassifier {
  @Override
  public List<Classification> classify(List<String> texts) {
    return texts.stream().map(this::answer).toList();
  }

  private Classification answer(String text) {
    if (prompt.classifies()) {
      String label = prompt.labels().keySet().iterator().next();
      return new Classification(label, 0.75, Map.of(label, 0.75));
    }
    String word = text.substring(0, text.indexOf(' '));
    return Classification.written(word.equals("Nothing") ? "" : word);
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
    return PromptPredictors.manifest(ModelManifest.builder("decoder", model).build(), prompt);
  }

  @Override
  public void close() {
    // Nothing to free.
  }
}
