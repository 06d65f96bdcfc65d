package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.train.TinyTexts;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.classify.FineTuningRecipe;

class QuestionAnswererTest {
  private static final String SETS = "sets: [{name: t, train: train.json, dev: dev.json}]";

  @TempDir private static Path folder;
  private static TrainingResult result;
  private static QuestionAnswerer answerer;

  @BeforeAll
  static void train() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.questions(folder.resolve("train.json"), 160, false, 1);
    TinyTexts.questions(folder.resolve("dev.json"), 40, false, 2);
    result =
        Trainer.train(
            FineTuningRecipe.QUESTION_ANSWERER,
            TinyTexts.config(folder, SETS, 16, ""),
            folder.resolve("tiny"),
            false);
    answerer = QuestionAnswerers.load(folder.resolve("tiny").toString());
  }

  @AfterAll
  static void close() {
    answerer.close();
  }

  @Test
  void learnsATinyTaskAndAnswersFromItsBundle() {
    assertThat(result.scores())
        .extracting(ModelManifest.Score::metric)
        .containsExactly("f1", "exactMatch");
    assertThat(result.scores().get(1).value()).isGreaterThan(0.9);
    Answer answer = answerer.answer("in", "Ann lives in Hull .").orElseThrow();
    assertThat(answer.text()).isEqualTo("Hull");
    assertThat(answer.begin()).isEqualTo(13);
    assertThat(answer.end()).isEqualTo(17);
    assertThat(answer.confidence()).isBetween(0.5, 1.0);
    assertThat(answerer.answer("in", "Ann lives Hull .")).isEmpty();
  }

  @Test
  void offsetsAreThoseOfUtf16() {
    Answer answer = answerer.answer("in", "\uD83D\uDE00 lives in Graz .").orElseThrow();
    assertThat(answer.text()).isEqualTo("Graz");
    assertThat(answer.begin()).isEqualTo(12);
  }

  @Test
  void anAnswerKeepsItsLastAccent() {
    Answer answer = answerer.answer("in", "she lives in Jena\u0301 .").orElseThrow();
    assertThat(answer.text()).isEqualTo("Jena\u0301");
    assertThat(answer.end()).isEqualTo(18);
  }

  @Test
  void answerIsFoundInALaterWindowOfALongContext() {
    String context = "she lives . ".repeat(50) + "she lives in Graz . " + "she lives . ".repeat(50);
    assertThat(answerer.answer("in", context).map(Answer::text)).contains("Graz");
  }

  @Test
  void contextOfAHundredThousandTokensIsRead() {
    Optional<Answer> answer = answerer.answer("in", "she lives in Graz . ".repeat(20_000));
    assertThat(answer).map(Answer::text).contains("Graz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\uD83D\uDE00", "\uD800 x \uDC00", "\0\u001B[0m", "שלום 日本"})
  void oddTextIsNoError(String text) {
    for (Optional<Answer> answer :
        List.of(answerer.answer(text, text), answerer.answer("in", text))) {
      answer.ifPresent(
          given -> assertThat(text.substring(given.begin(), given.end())).isEqualTo(given.text()));
    }
    assertThat(answerer.answer(text.repeat(1000), "she lives in Graz .")).isNotNull();
  }

  @Test
  void emptyContextHasNoAnswer() {
    assertThat(answerer.answer("in", "")).isEmpty();
    assertThat(answerer.answer(List.of())).isEmpty();
  }

  @Test
  void resultDoesNotDependOnCompanyNorOnOtherThreads() {
    List<QuestionAnswerer.Question> questions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      questions.add(
          new QuestionAnswerer.Question("in", "x ".repeat(i) + "Ann lives in Jena . she lives"));
    }
    List<Optional<Answer>> together = answerer.answer(questions);
    List<Optional<Answer>> alone =
        IntStream.range(0, questions.size())
            .parallel()
            .mapToObj(i -> answerer.answer(List.of(questions.get(i))).get(0))
            .toList();
    for (int i = 0; i < questions.size(); i++) {
      assertThat(alone.get(i).map(Answer::text)).isEqualTo(together.get(i).map(Answer::text));
      if (alone.get(i).isPresent()) {
        assertThat(alone.get(i).get().confidence())
            .isCloseTo(together.get(i).get().confidence(), Offset.offset(1e-4));
      }
    }
  }

  @Test
  void modelThatSawOnlyAnsweredQuestionsAlwaysAnswers() throws IOException {
    TinyTexts.questions(folder.resolve("answered.json"), 40, true, 1);
    Trainer.train(
        FineTuningRecipe.QUESTION_ANSWERER,
        TinyTexts.config(folder, "sets: [{name: t, train: answered.json}]", 1, ""),
        folder.resolve("always"),
        false);
    try (QuestionAnswerer always = QuestionAnswerers.load(folder.resolve("always").toString())) {
      assertThat(always.answer("in", "x y z . ".repeat(30))).isPresent();
    }
  }
}
