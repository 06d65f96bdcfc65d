package org.neuralannotators.split;

/** Goes through the tokens of a paragraph and asks where sentences end. Not thread-safe. */
final class SentenceScanner {
  private final Features features;
  private final SentenceFeatures describer;
  private final Decision decision;

  SentenceScanner(String text, Features features, Decision decision) {
    this.features = features;
    this.describer = new SentenceFeatures(text, features);
    this.decision = decision;
  }

  /** Adds the sentences of a paragraph. */
  void scan(Ranges tokens, Ranges sentences) {
    if (tokens.size() == 0) {
      return;
    }
    describer.start(tokens);
    int begin = tokens.begin(0);
    for (int i = 0; i < tokens.size() - 1; i++) {
      describer.pass(i);
      features.clear();
      describer.describe(i);
      if (decision.cut(tokens.end(i), features)) {
        sentences.add(begin, tokens.end(i));
        begin = tokens.begin(i + 1);
        describer.startSentence(i + 1);
      }
    }
    sentences.add(begin, tokens.end(tokens.size() - 1));
  }
}
