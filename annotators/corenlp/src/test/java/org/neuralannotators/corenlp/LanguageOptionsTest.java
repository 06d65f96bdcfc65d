package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.LanguageAnnotation;

/** Documents in languages that an English tagger isn't for. */
class LanguageOptionsTest {
  private static Annotator annotator(String task, String... options) {
    Properties properties = NerOptionsTest.properties(options);
    return switch (task) {
      case "ner" -> new NeuralNerAnnotator("n", properties, FakeTagger.ofNames().loader());
      case "pos" -> new NeuralPosAnnotator("n", properties, FakeTagger.ofPartsOfSpeech().loader());
      default -> throw new AssertionError(task);
    };
  }

  private static Annotation document(String language) {
    Annotation document = Documents.of("Ada left .");
    document.set(LanguageAnnotation.class, language);
    return document;
  }

  @ParameterizedTest
  @CsvSource({"ner", "pos"})
  void anotherLanguageIsAnErrorWhereItShallBe(String task) {
    Annotator annotator = annotator(task, "n.languageMismatch", "ERROR");
    assertThatThrownBy(() -> annotator.annotate(document("de")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[de]")
        .hasMessageContaining("[languageMismatch]");
    assertThatCode(() -> annotator.annotate(document("en_GB"))).doesNotThrowAnyException();
    assertThatCode(() -> annotator.annotate(document(null))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"ner", "pos"})
  void documentsThatDoNotSayTheirsAreInThatOfTheOptions(String task) {
    Annotator annotator =
        annotator(
            task, "n.languageMismatch", "error", "n.language", "de", "n.modelLocation", "fake");
    assertThatThrownBy(() -> annotator.annotate(document(null))).hasMessageContaining("[de]");
    assertThatCode(() -> annotator.annotate(document("en"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"WARN", "IGNORE"})
  void otherwiseTheDocumentIsAnnotated(String mismatch) {
    assertThatCode(() -> annotator("ner", "n.languageMismatch", mismatch).annotate(document("de")))
        .doesNotThrowAnyException();
  }
}
