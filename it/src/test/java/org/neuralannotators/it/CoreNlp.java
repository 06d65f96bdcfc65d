package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.CharacterOffsetEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.OriginalTextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenBeginAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokenEndAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.util.DoubleComparator;
import org.neuralannotators.corenlp.NeuralNerAnnotator;

/** Pipelines of CoreNLP with our annotator. */
final class CoreNlp {
  static final String TEXT =
      "Barack Obama flew to Berlin. He spoke to Angela Merkel of the United Nations in Paris.";

  private CoreNlp() {}

  /** Tokenizer, sentence splitter and our annotator, with further properties. */
  static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, neuralner");
    properties.setProperty("customAnnotatorClass.neuralner", NeuralNerAnnotator.class.getName());
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }

  static StanfordCoreNLP pipeline(String... keysAndValues) {
    return new StanfordCoreNLP(properties(keysAndValues));
  }

  static Annotation annotated(StanfordCoreNLP pipeline, String text) {
    Annotation document = new Annotation(text);
    pipeline.annotate(document);
    return document;
  }

  /**
   * The keys that an annotator reads of documents whose tokens have no original text. That is
   * optional: where there is one, it is the only other key that is read.
   */
  static Set<Class<?>> keysRead(Annotator annotator, Supplier<Annotation> tokenized) {
    Annotation document = tokenized.get();
    document.get(TokensAnnotation.class).forEach(t -> t.remove(OriginalTextAnnotation.class));
    Set<Class<?>> read = keysRead(annotator, document);
    Set<Class<?>> others = keysRead(annotator, tokenized.get());
    others.removeAll(read);
    assertThat(others).containsExactly(OriginalTextAnnotation.class);
    return read;
  }

  private static Set<Class<?>> keysRead(Annotator annotator, Annotation document) {
    Set<Class<?>> read = Collections.synchronizedSet(new HashSet<>());
    ArrayCoreMap.listener = read::add;
    try {
      annotator.annotate(document);
    } finally {
      ArrayCoreMap.listener = null;
    }
    return read;
  }

  /** Text and type of each mention of a document or a sentence. */
  static List<String> mentions(CoreMap annotated) {
    return annotated.get(MentionsAnnotation.class).stream()
        .map(m -> m.get(TextAnnotation.class) + " " + m.get(EntityTypeAnnotation.class))
        .toList();
  }

  /** All that a user reads of each mention. */
  static List<List<Object>> details(CoreMap annotated) {
    return annotated.get(MentionsAnnotation.class).stream()
        .map(
            mention ->
                List.<Object>of(
                    mention.get(TextAnnotation.class),
                    mention.get(EntityTypeAnnotation.class),
                    mention.get(CharacterOffsetBeginAnnotation.class),
                    mention.get(CharacterOffsetEndAnnotation.class),
                    mention.get(TokenBeginAnnotation.class),
                    mention.get(TokenEndAnnotation.class),
                    mention.get(NamedEntityTagProbsAnnotation.class)))
        .toList();
  }

  /** What a token got. */
  record Tag(String tag, Map<String, Double> probabilities) {}

  /** Tag and probability of each token. */
  static List<Tag> tags(Annotation document) {
    return document.get(TokensAnnotation.class).stream()
        .map(token -> new Tag(token.ner(), token.get(NamedEntityTagProbsAnnotation.class)))
        .toList();
  }

  /** Equal tags and mentions; probabilities may differ by what the company in a batch makes. */
  static void assertSame(Annotation document, Annotation expected) {
    assertEqual(details(document), details(expected));
    assertEqual(tags(document), tags(expected));
  }

  private static void assertEqual(Object found, Object expected) {
    assertThat(found)
        .usingRecursiveComparison()
        .withComparatorForType(new DoubleComparator(1e-5), Double.class)
        .isEqualTo(expected);
  }
}
