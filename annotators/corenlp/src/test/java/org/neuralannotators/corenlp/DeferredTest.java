package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeferredTest {
  private static final String REMEDY = "Did you mean [n.batchTokens]?";

  @Test
  void whatFailsIsTriedAgainUntilItIsMade() {
    List<String> tries = new ArrayList<>();
    Deferred<String> deferred =
        new Deferred<>(
            () -> {
              tries.add("");
              if (tries.size() < 3) {
                throw new IllegalStateException("try " + tries.size());
              }
              return "made";
            });
    deferred.ifMade(made -> tries.add("never"));
    assertThatThrownBy(deferred::get).hasMessage("try 2");
    assertThat(deferred.get()).isEqualTo("made");
    assertThat(deferred.get()).isEqualTo("made");
    assertThat(tries).hasSize(3);
  }

  @Test
  void sentencesAreInAsciiForTheServerToSend() {
    assertThatThrownBy(
            () ->
                new NeuralNerAnnotator(
                        "n", NerOptionsTest.properties("n.modelLocation", "J\u00f6rg\ud83d\ude00"))
                    .requires())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("[J\\u00f6rg\\ud83d\\ude00]");
    assertThatThrownBy(
            () ->
                new NeuralNerAnnotator("n", NerOptionsTest.properties("n.tagMap", "\u00fc"))
                    .requires())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Property [n.tagMap] is [\\u00fc]");
  }

  @Test
  void anErrorWithoutASentenceStaysAsItIs() {
    IllegalArgumentException wordless = new IllegalArgumentException();
    Deferred<String> deferred =
        new Deferred<>(
            () -> {
              throw wordless;
            });
    assertThatThrownBy(deferred::get).isSameAs(wordless);
  }

  private static Properties properties(Class<?> annotator, String option) {
    return NerOptionsTest.properties(
        "annotators",
        "tokenize, ssplit, n",
        "customAnnotatorClass.n",
        annotator.getName(),
        "n.modelLocation",
        "gone",
        option,
        "1");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NeuralNerAnnotator.class,
        NeuralPosAnnotator.class,
        NeuralChunkAnnotator.class,
        NeuralClassifierAnnotator.class,
        NeuralEmbeddingAnnotator.class,
        NeuralQuestionAnswerAnnotator.class,
        NeuralTranslationAnnotator.class
      })
  void everyAnnotatorsErrorIsThatOfThePipeline(Class<?> annotator) {
    Properties mistaken = properties(annotator, "n.batchToken");
    assertThatThrownBy(() -> new StanfordCoreNLP(mistaken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(REMEDY);

    Properties modelless = properties(annotator, "n.batchTokens");
    assertThatThrownBy(() -> new StanfordCoreNLP(modelless))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Annotator [n] could not load its model [gone]");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NeuralNerAnnotator.class,
        NeuralPosAnnotator.class,
        NeuralChunkAnnotator.class,
        NeuralClassifierAnnotator.class,
        NeuralEmbeddingAnnotator.class,
        NeuralQuestionAnswerAnnotator.class,
        NeuralTranslationAnnotator.class
      })
  void withoutRequirementsItIsThatOfTheFirstDocument(Class<?> annotator) {
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties(annotator, "n.batchToken"), false);
    assertThatThrownBy(() -> pipeline.annotate(new Annotation("Ada left.")))
        .hasMessageContaining(REMEDY);
    pipeline.pool.clear();
  }

  @Test
  void anAnnotatorThatWasNeverMadeCanBeUnmounted() {
    Annotator annotator =
        new NeuralNerAnnotator("n", NerOptionsTest.properties("n.modelLocation", "gone"));
    annotator.unmount();
    assertThatThrownBy(annotator::requires).isInstanceOf(UncheckedIOException.class);
  }
}
