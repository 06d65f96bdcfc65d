package org.neuralannotators.it.bench;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.AnnotatorImplementations;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.PropertiesUtils;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * CoreNLP's annotator {@code ner} as it comes: three CRFs, numbers, times, patterns and mentions.
 * Parts of speech and lemmas, which it needs, aren't measured.
 */
record CoreNlpDefault(StanfordCoreNLP before, Annotator ner) implements Peer<Annotation> {
  static CoreNlpDefault load() {
    StanfordCoreNLP before =
        new StanfordCoreNLP(
            PropertiesUtils.asProperties(
                "annotators", "tokenize,pos,lemma",
                "tokenize.whitespace", "true",
                "ssplit.eolonly", "true"));
    return new CoreNlpDefault(before, new AnnotatorImplementations().ner(new Properties()));
  }

  @Override
  public String name() {
    return "CoreNLP annotator ner, defaults";
  }

  @Override
  public Annotation prepare(List<List<String>> document) {
    String text =
        document.stream().map(tokens -> String.join(" ", tokens)).collect(Collectors.joining("\n"));
    Annotation annotation = new Annotation(text);
    before.annotate(annotation);
    return annotation;
  }

  @Override
  public void tag(Annotation document) {
    ner.annotate(document);
  }
}
