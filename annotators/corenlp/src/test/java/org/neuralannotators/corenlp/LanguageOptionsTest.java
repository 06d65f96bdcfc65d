package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.LanguageAnnotation;

/** Documents in languages that an English model isn't for. */
class LanguageOptionsTest {
  private enum Task {
    NER,
    POS,
    CHUNK,
    CLASS,
    ANSWER,
    SUMMARY,
    VECTOR,
    TRANSLATION
  }

  private static Annotator annotator(Task task, String... options) {
    Properties properties = NerOptionsTest.properties(options);
    properties.setProperty("n.modelLocation", "fake");
    return switch (task) {
      case NER -> new NeuralNerAnnotator("n", properties, FakeTagger.ofNames().loader());
      case POS -> new NeuralPosAnnotator("n", properties, FakeTagger.ofPartsOfSpeech().loader());
      case CHUNK -> new NeuralChunkAnnotator("n", properties, FakeTagger.ofNames().loader());
      case CLASS ->
          new NeuralClassifierAnnotator(
              "n", ClassifierOptions.read("n", properties), FakeClassifier::new);
      case ANSWER -> new NeuralQuestionAnswerAnnotator("n", properties, read -> FakeAnswerer::new);
      case SUMMARY -> new NeuralSummaryAnnotator("n", properties, read -> FakeSummarizer::new);
      case VECTOR ->
          new NeuralEmbeddingAnnotator(
              "n", EmbeddingOptions.read("n", properties), FakeEmbedder::new);
      case TRANSLATION ->
          new NeuralTranslationAnnotator(
              "n", TranslationOptions.read("n", properties), FakeTranslator::new);
    };
  }

  private static Annotation document(String language) {
    Annotation document = Documents.of("Ada left .");
    document.set(LanguageAnnotation.class, language);
    return document;
  }

  @ParameterizedTest
  @EnumSource
  void anotherLanguageIsAnErrorWhereItShallBe(Task task) {
    Annotator annotator = annotator(task, "n.languageMismatch", "ERROR");
    assertThatThrownBy(() -> annotator.annotate(document("de")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[de]")
        .hasMessageContaining("[languageMismatch]");
    assertThatCode(() -> annotator.annotate(document("en_GB"))).doesNotThrowAnyException();
    assertThatCode(() -> annotator.annotate(document(null))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void documentsThatDoNotSayTheirsAreInThatOfTheOptions(Task task) {
    Annotator annotator = annotator(task, "n.languageMismatch", "error", "n.language", "de");
    assertThatThrownBy(() -> annotator.annotate(document(null))).hasMessageContaining("[de]");
    assertThatCode(() -> annotator.annotate(document("en"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"WARN", "IGNORE"})
  void otherwiseTheDocumentIsAnnotated(String mismatch) {
    assertThatCode(
            () -> annotator(Task.NER, "n.languageMismatch", mismatch).annotate(document("de")))
        .doesNotThrowAnyException();
  }
}
