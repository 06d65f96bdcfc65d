package org.neuralannotators.corenlp;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.util.List;
import java.util.Properties;

/** Documents of CoreNLP's. */
final class Documents {
  private Documents() {}

  /** Sentences are lines, tokens what is between blanks. */
  static Annotation of(String text) {
    Properties properties =
        NerOptionsTest.properties(
            "annotators", "tokenize", "tokenize.whitespace", "true", "ssplit.eolonly", "true");
    Annotation document = new Annotation(text);
    new StanfordCoreNLP(properties).annotate(document);
    return document;
  }

  static List<CoreMap> sentences(Annotation document) {
    return document.get(SentencesAnnotation.class);
  }

  static List<CoreLabel> tokens(Annotation document) {
    return document.get(TokensAnnotation.class);
  }
}
