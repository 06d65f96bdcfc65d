package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.sentiment.SentimentCoreAnnotations.SentimentClass;
import edu.stanford.nlp.util.ArrayCoreMap;
import edu.stanford.nlp.util.CoreMap;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.CategoryProbabilitiesAnnotation;

class NeuralClassifierAnnotatorTest {
  private final FakeClassifier classifier = new FakeClassifier();

  private static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("n.modelLocation", "fake");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }

  private NeuralClassifierAnnotator annotator(String... keysAndValues) {
    return new NeuralClassifierAnnotator(
        "n",
        ClassifierOptions.read("n", properties(keysAndValues)),
        () -> {
          classifier.opened++;
          return classifier;
        });
  }

  private static Annotation document(String... sentences) {
    Annotation document = new Annotation(String.join(" ", sentences));
    document.set(
        SentencesAnnotation.class,
        Arrays.stream(sentences)
            .<CoreMap>map(
                text -> {
                  CoreMap sentence = new ArrayCoreMap();
                  sentence.set(TextAnnotation.class, text);
                  return sentence;
                })
            .toList());
    return document;
  }

  private static List<String> categories(Annotation document) {
    return document.get(SentencesAnnotation.class).stream()
        .map(sentence -> String.valueOf(sentence.get(CategoryAnnotation.class)))
        .toList();
  }

  @Test
  void everySentenceGetsAClassAndItsProbabilities() {
    Annotation document = document("All good .", "Not bad .");
    annotator().annotate(document);
    assertThat(categories(document)).containsExactly("positive", "negative");
    assertThat(
            document
                .get(SentencesAnnotation.class)
                .get(0)
                .get(CategoryProbabilitiesAnnotation.class))
        .isEqualTo(Map.of("positive", 0.75));
    assertThat(document.containsKey(CategoryAnnotation.class)).isFalse();
    assertThat(classifier.calls).containsExactly(List.of("All good .", "Not bad ."));
  }

  @Test
  void manyLabelsAndNumbersAreInTheSameKeys() {
    Annotation document = document("many .", "few .", "number .");
    annotator().annotate(document);
    assertThat(categories(document)).containsExactly("a", "null", "2.5");
    assertThat(document.get(SentencesAnnotation.class))
        .extracting(sentence -> sentence.get(CategoryProbabilitiesAnnotation.class))
        .containsExactly(
            Map.of("a", 0.75, "b", 0.6), Map.of("a", 0.25, "b", 0.1), Map.of("score", 2.5));
  }

  @Test
  void wholeDocumentGetsOneClassWithoutSentences() {
    Annotation document = new Annotation("All good. Really.");
    annotator("n.unit", "DOCUMENT").annotate(document);
    assertThat(document.get(CategoryAnnotation.class)).isEqualTo("positive");
  }

  @Test
  void blankTextGetsNoClass() {
    Annotation document = document("", " \n");
    annotator().annotate(document);
    annotator("n.unit", "DOCUMENT").annotate(document);
    assertThat(categories(document)).containsExactly("null", "null");
    assertThat(document.containsKey(CategoryAnnotation.class)).isFalse();
    assertThat(classifier.calls).isEmpty();
  }

  @Test
  void sentimentIsCoreNlpsKey() {
    Annotation document = document("All good .");
    NeuralClassifierAnnotator annotator = annotator("n.sentiment", "true");
    annotator.annotate(document);
    CoreMap sentence = document.get(SentencesAnnotation.class).get(0);
    assertThat(sentence.get(SentimentClass.class)).isEqualTo("positive");
    assertThat(sentence.containsKey(CategoryAnnotation.class)).isFalse();
    assertThat(annotator.requirementsSatisfied()).isEqualTo(Set.of(SentimentClass.class));
  }

  @Test
  void missingSentencesAreNamed() {
    Annotation document = new Annotation("All good.");
    NeuralClassifierAnnotator annotator = annotator();
    assertThatThrownBy(() -> annotator.annotate(document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[tokenize, ssplit]")
        .hasMessageContaining("[n.unit]");
  }

  @Test
  void badOptionsAreRefused() {
    assertThatThrownBy(() -> ClassifierOptions.read("n", new Properties()))
        .hasMessageContaining("[n.modelLocation]");
    assertThatThrownBy(() -> annotator("n.unit", "WORD"))
        .hasMessageContaining("[WORD]")
        .hasMessageContaining("[SENTENCE, DOCUMENT]");
    assertThatThrownBy(() -> annotator("n.sentiment", "yes")).hasMessageContaining("[yes]");
    assertThatThrownBy(() -> annotator("n.sentiment", "true", "n.unit", "DOCUMENT"))
        .hasMessageContaining("[n.sentiment]");
    assertThatThrownBy(() -> annotator("n.units", "DOCUMENT")).hasMessageContaining("[n.unit]");
    assertThatThrownBy(() -> new NeuralClassifierAnnotator("sentiment", properties()).requires())
        .hasMessageContaining("built into CoreNLP");
  }

  @Test
  void missingModelIsNamed() {
    assertThatThrownBy(
            () ->
                new NeuralClassifierAnnotator("n", properties("n.modelLocation", "gone"))
                    .requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("[gone]");
  }

  @Test
  void interruptedThreadLeavesTheRestWithoutClasses() {
    Annotation document = document(Collections.nCopies(600, "All good .").toArray(String[]::new));
    classifier.onCall = () -> Thread.currentThread().interrupt();
    annotator().annotate(document);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(categories(document)).filteredOn("positive"::equals).hasSize(256);
  }

  @Test
  void unmountedAnnotatorIsLoadedAgain() {
    NeuralClassifierAnnotator annotator = annotator();
    annotator.unmount();
    annotator.unmount();
    assertThat(classifier.closed).isEqualTo(1);
    annotator.annotate(document("All good ."));
    assertThat(classifier.opened).isEqualTo(2);
  }
}
