package org.neuralannotators.prompt;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextPair;

/** Fields as classes, of which there may be any. */
record FilledTexts(String prompt, FieldFiller filler) implements TextClassifier {
  @Override
  public List<Classification> classify(List<String> texts) {
    return filler.fill(texts).stream().map(Classification::written).toList();
  }

  @Override
  public List<Classification> classifyPairs(List<TextPair> pairs) {
    throw PromptClassifier.pairsRefused(prompt);
  }

  @Override
  public boolean pairs() {
    return false;
  }

  @Override
  public ModelManifest manifest() {
    return filler.manifest();
  }

  @Override
  public void close() {
    filler.close();
  }
}
