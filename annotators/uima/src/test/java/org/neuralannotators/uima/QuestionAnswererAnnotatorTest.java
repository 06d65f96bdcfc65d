package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.types.TypeNames;

class QuestionAnswererAnnotatorTest {
  private static final String QUESTION = "my.Question";
  private static final String TEXT = "Ada lives in Turin. Bob in Graz.";
  private static final List<List<QuestionAnswerer.Question>> CALLS = new ArrayList<>();
  private static int open;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);

  /** Answers "Who ..." and "Where ..." by the first name or town that it knows. */
  private static final class FakeAnswerer implements QuestionAnswerer {
    @Override
    public List<Optional<Answer>> answer(List<Question> questions) {
      CALLS.add(questions);
      return questions.stream().map(FakeAnswerer::answer).toList();
    }

    private static Optional<Answer> answer(Question question) {
      if (question.question().startsWith("Who ")) {
        return found(question.context(), "Ada", 0.75);
      }
      return question.question().startsWith("Where ")
          ? found(question.context(), "Turin", 0.5)
          : Optional.empty();
    }

    private static Optional<Answer> found(String text, String answer, double confidence) {
      int begin = text.indexOf(answer);
      return begin < 0
          ? Optional.empty()
          : Optional.of(new Answer(begin, begin + answer.length(), answer, confidence));
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("bert-qa", "fake").language("en").build();
    }

    @Override
    public void close() {
      open--;
    }
  }

  /** The engine with the fake. */
  public static final class Engine extends QuestionAnswererAnnotator {
    @Override
    QuestionAnswerer load(String location, PredictorOptions options) throws IOException {
      if (location.equals("missing")) {
        throw new IOException("no such bundle");
      }
      open++;
      return new FakeAnswerer();
    }
  }

  @BeforeEach
  void start() {
    CALLS.clear();
    types.addType(QUESTION, "", CAS.TYPE_NAME_ANNOTATION);
  }

  private AnalysisEngine engine(Object... parameters) throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    if (!all.contains(QuestionAnswererAnnotator.PARAM_MODEL_LOCATION)) {
      all.addAll(List.of(QuestionAnswererAnnotator.PARAM_MODEL_LOCATION, "fake"));
    }
    return createEngine(createEngineDescription(Engine.class, types, all.toArray()));
  }

  private CAS document(String text) throws Exception {
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentText(text);
    return cas;
  }

  private static Object[] asking(String... questions) {
    return new Object[] {QuestionAnswererAnnotator.PARAM_QUESTIONS, questions};
  }

  private static List<String> answers(CAS view) {
    return Documents.annotations(view, TypeNames.ANSWER).stream()
        .map(
            found ->
                String.join(
                    " | ",
                    found.getCoveredText(),
                    Documents.feature(found, TypeNames.QUESTION),
                    Documents.feature(found, TypeNames.CONFIDENCE),
                    Documents.feature(found, TypeNames.MODEL_ID)))
        .toList();
  }

  @Test
  void everyDocumentIsAskedTheQuestionsOfTheParameterInOneCall() throws Exception {
    CAS cas = document(TEXT);
    engine(asking("Where is she?", "Why?", "Who lives there?", "Where is she?")).process(cas);
    assertThat(answers(cas))
        .containsExactly(
            "Ada | Who lives there? | 0.75 | fake", "Turin | Where is she? | 0.5 | fake");
    assertThat(CALLS).hasSize(1);
    assertThat(CALLS.get(0))
        .containsExactly(
            new QuestionAnswerer.Question("Where is she?", TEXT),
            new QuestionAnswerer.Question("Why?", TEXT),
            new QuestionAnswerer.Question("Who lives there?", TEXT));
  }

  @Test
  void documentsWithoutAnswerOrTextGetNone() throws Exception {
    AnalysisEngine engine = engine(asking("Who is it?"));
    for (String text : new String[] {"Nobody is here.", "", " \n"}) {
      CAS cas = document(text);
      engine.process(cas);
      assertThat(answers(cas)).isEmpty();
    }
    assertThat(CALLS).hasSize(1);
  }

  @Test
  void uncertainAnswersAreNotWritten() throws Exception {
    CAS cas = document(TEXT);
    engine(
            QuestionAnswererAnnotator.PARAM_QUESTIONS,
            new String[] {"Who is it?", "Where is she?"},
            QuestionAnswererAnnotator.PARAM_MIN_CONFIDENCE,
            0.6)
        .process(cas);
    assertThat(answers(cas)).containsExactly("Ada | Who is it? | 0.75 | fake");
  }

  @Test
  void annotationsOfTheDocumentAreQuestionsBesidesTheParameter() throws Exception {
    CAS cas = document("Where is she?  " + TEXT);
    Documents.annotate(cas, QUESTION, 0, 14);
    Documents.annotate(cas, QUESTION, 13, 15);
    engine(
            QuestionAnswererAnnotator.PARAM_QUESTIONS,
            new String[] {"Who is it?"},
            QuestionAnswererAnnotator.PARAM_QUESTION_TYPE,
            QUESTION)
        .process(cas);
    assertThat(answers(cas))
        .containsExactly("Ada | Who is it? | 0.75 | fake", "Turin | Where is she? | 0.5 | fake");
  }

  @Test
  void anotherViewMayHoldTheQuestions() throws Exception {
    CAS cas = document(TEXT);
    AnalysisEngine engine =
        engine(
            QuestionAnswererAnnotator.PARAM_QUESTION_TYPE,
            QUESTION,
            QuestionAnswererAnnotator.PARAM_QUESTION_VIEW,
            "questions");
    try (LogCapture log = new LogCapture()) {
      engine.process(cas);
      engine.process(cas);
      assertThat(log.toString()).containsOnlyOnce("A document has no view [questions]");
    }
    assertThat(answers(cas)).isEmpty();

    CAS questions = cas.createView("questions");
    questions.setDocumentText("Who is it?");
    Documents.annotate(questions, QUESTION, 0, 10);
    engine.process(cas);
    assertThat(answers(cas)).containsExactly("Ada | Who is it? | 0.75 | fake");
    assertThat(Documents.annotations(questions, TypeNames.ANSWER)).isEmpty();
  }

  @Test
  void typesOfOthersAreWrittenWithTheFeaturesThatTheyHave() throws Exception {
    TypeDescription found = types.addType("my.Answer", "", CAS.TYPE_NAME_ANNOTATION);
    found.addFeature("question", "", CAS.TYPE_NAME_STRING);
    found.addFeature("confidence", "", CAS.TYPE_NAME_FLOAT);
    types.addType("my.Mark", "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = document(TEXT);
    for (String type : new String[] {"my.Answer", "my.Mark"}) {
      try (LogCapture log = new LogCapture()) {
        engine(
                QuestionAnswererAnnotator.PARAM_QUESTIONS,
                new String[] {"Who is it?"},
                QuestionAnswererAnnotator.PARAM_ANSWER_TYPE,
                type)
            .process(cas);
        String lost =
            "Type [my.Mark] has no feature [question], so that the question isn't written";
        assertThat(log.toString().contains(lost)).isEqualTo(type.equals("my.Mark"));
      }
      assertThat(Documents.texts(cas, type)).containsExactly("Ada");
    }
    assertThat(Documents.annotations(cas, "my.Answer"))
        .extracting(
            answer ->
                Documents.feature(answer, "question") + Documents.feature(answer, "confidence"))
        .containsExactly("Who is it?0.75");
  }

  @Test
  void aSecondRunReplacesAlsoAnswersThatDontSayTheirQuestion() throws Exception {
    types
        .addType("my.Answer", "", CAS.TYPE_NAME_ANNOTATION)
        .addFeature("modelId", "", CAS.TYPE_NAME_STRING);
    CAS cas = document(TEXT);
    for (int run = 0; run < 2; run++) {
      engine(
              QuestionAnswererAnnotator.PARAM_QUESTIONS,
              new String[] {"Who is it?"},
              QuestionAnswererAnnotator.PARAM_ANSWER_TYPE,
              "my.Answer")
          .process(cas);
    }
    assertThat(Documents.texts(cas, "my.Answer")).containsExactly("Ada");
  }

  @Test
  void anEngineWithOtherQuestionsKeepsTheseAnswers() throws Exception {
    CAS cas = document(TEXT);
    for (int run = 0; run < 2; run++) {
      engine(asking("Who is it?")).process(cas);
      engine(asking("Where is she?")).process(cas);
    }
    assertThat(answers(cas))
        .containsExactly("Ada | Who is it? | 0.75 | fake", "Turin | Where is she? | 0.5 | fake");
  }

  @Test
  void aQuestionThatIsThereTwiceIsAskedOnceWithoutAWord() throws Exception {
    CAS cas = document("Where is she? " + TEXT);
    Documents.annotate(cas, QUESTION, 0, 13);
    Documents.annotate(cas, QUESTION, 0, 13);
    try (LogCapture log = new LogCapture()) {
      engine(QuestionAnswererAnnotator.PARAM_QUESTION_TYPE, QUESTION).process(cas);
      assertThat(log.toString()).isEmpty();
    }
    assertThat(answers(cas)).containsExactly("Turin | Where is she? | 0.5 | fake");
  }

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> engine())
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[questions]")
        .hasStackTraceContaining("[questionType]");
    assertThatThrownBy(() -> engine(asking())).hasStackTraceContaining("No questions are named");
    assertThatThrownBy(
            () ->
                engine(
                    QuestionAnswererAnnotator.PARAM_QUESTIONS,
                    new String[] {"Who?"},
                    QuestionAnswererAnnotator.PARAM_QUESTION_VIEW,
                    "other"))
        .hasStackTraceContaining("[questionView] names view [other]");
    assertThatThrownBy(
            () ->
                engine(
                    QuestionAnswererAnnotator.PARAM_QUESTIONS,
                    new String[] {"Who?"},
                    QuestionAnswererAnnotator.PARAM_MODEL_LOCATION,
                    "missing"))
        .hasStackTraceContaining("[missing]")
        .hasStackTraceContaining("no such bundle");
  }

  @Test
  void unknownTypesAreNamed() throws Exception {
    AnalysisEngine engine = engine(QuestionAnswererAnnotator.PARAM_QUESTION_TYPE, "my.Questoin");
    CAS cas = document(TEXT);
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("[questionType]", "[my.Questoin]");
  }

  @Test
  void answererIsClosedWithTheEngineAndWorksAfterReconfiguration() throws Exception {
    int before = open;
    AnalysisEngine engine = engine(asking("Why?"));
    engine.setConfigParameterValue(
        QuestionAnswererAnnotator.PARAM_QUESTIONS, new String[] {"Who is it?"});
    engine.reconfigure();
    CAS cas = document(TEXT);
    engine.process(cas);
    assertThat(answers(cas)).hasSize(1);
    engine.destroy();
    assertThat(open).isEqualTo(before);
  }
}
