package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.pipeline.Annotation;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.AnswersAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.LanguageAnnotation;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.QuestionsAnnotation;

class NeuralQuestionAnswerAnnotatorTest {
  private final FakeAnswerer answerer = new FakeAnswerer();

  private NeuralQuestionAnswerAnnotator annotator(String... options) {
    Properties properties = NerOptionsTest.properties(options);
    properties.setProperty("n.modelLocation", "fake");
    return new NeuralQuestionAnswerAnnotator(
        "n",
        properties,
        read ->
            () -> {
              answerer.opened++;
              return answerer;
            });
  }

  private List<DocumentAnswer> answers(Annotation document, String... options) {
    annotator(options).annotate(document);
    return document.get(AnswersAnnotation.class);
  }

  @Test
  void answersHaveTheirPlacesInTextAndTokens() {
    assertThat(
            answers(
                Documents.of("Ada left .\nTurin saw Ada ."),
                "n.questions",
                " Who saw Turin? |Where is London?|\nWho left?"))
        .containsExactly(
            new DocumentAnswer("Who saw Turin?", "Turin", 11, 16, 3, 4, 0.5),
            new DocumentAnswer("Who left?", "left", 4, 8, 1, 2, 0.5));
    assertThat(answerer.calls).hasSize(1);
  }

  @Test
  void aDocumentMayBringItsOwnQuestions() {
    Annotation document = Documents.of("Ada left .");
    document.set(QuestionsAnnotation.class, List.of("Is it Ada?", "Who left?"));
    assertThat(answers(document, "n.questions", "Who left?"))
        .extracting(DocumentAnswer::question)
        .containsExactly("Who left?", "Is it Ada?");
  }

  @Test
  void withoutTokensThereAreNoPlacesAmongThem() {
    assertThat(answers(new Annotation("Ada left ."), "n.questions", "Who left?"))
        .containsExactly(new DocumentAnswer("Who left?", "left", 4, 8, -1, -1, 0.5));
  }

  @Test
  void withoutQuestionsOrTextTheModelIsNotAsked() {
    assertThat(answers(Documents.of("Ada left ."))).isEmpty();
    assertThat(answers(new Annotation(" \n"), "n.questions", "Who left?")).isEmpty();
    assertThat(answerer.calls).isEmpty();
  }

  @Test
  void anInterruptedThreadStaysSoAndGetsNoAnswers() {
    Annotation document = Documents.of("Ada left .");
    Thread.currentThread().interrupt();
    assertThat(answers(document, "n.questions", "Who left?")).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anotherLanguageIsAnErrorWhereItShallBe() {
    Annotation document = new Annotation("Ada ging .");
    document.set(LanguageAnnotation.class, "de");
    assertThatThrownBy(
            () -> answers(document, "n.questions", "Who?", "n.languageMismatch", "ERROR"))
        .hasMessageContaining("[de]");
  }

  @Test
  void unmountedAnnotatorIsLoadedAgain() {
    NeuralQuestionAnswerAnnotator annotator = annotator("n.questions", "Who left?");
    annotator.unmount();
    assertThat(answerer.closed).isEqualTo(answerer.opened).isEqualTo(1);
    annotator.annotate(Documents.of("Ada left ."));
    assertThat(answerer.opened).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> new NeuralQuestionAnswerAnnotator("n", new Properties()).requires())
        .hasMessageContaining("[n.modelLocation] is missing")
        .hasMessageContaining("question answerer");
  }
}
