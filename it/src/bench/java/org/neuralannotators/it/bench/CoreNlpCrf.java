package org.neuralannotators.it.bench;

import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.SentenceUtils;
import java.util.List;

/** CoreNLP's CRF of three classes by itself. */
record CoreNlpCrf(CRFClassifier<CoreLabel> classifier) implements Peer<List<List<CoreLabel>>> {
  private static final String MODEL =
      "edu/stanford/nlp/models/ner/english.all.3class.distsim.crf.ser.gz";

  static CoreNlpCrf load() {
    return new CoreNlpCrf(CRFClassifier.getClassifierNoExceptions(MODEL));
  }

  @Override
  public String name() {
    return "CoreNLP CRF, english.all.3class";
  }

  @Override
  public List<List<CoreLabel>> prepare(List<List<String>> document) {
    return document.stream()
        .map(tokens -> SentenceUtils.toCoreLabelList(tokens.toArray(String[]::new)))
        .toList();
  }

  @Override
  public void tag(List<List<CoreLabel>> document) {
    document.forEach(classifier::classifySentence);
  }
}
