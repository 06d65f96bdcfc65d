package org.neuralannotators.batch.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerers;
import org.neuralannotators.classify.SquadQuestion;
import org.neuralannotators.eval.AnswerScorer;
import org.neuralannotators.model.PredictorOptions;

/**
 * What a question answerer achieves on data with known answers; {@code evaluate qa --json} prints
 * these fields.
 *
 * @param exactMatch in percent, by SQuAD's definition
 * @param f1 in percent
 * @param questions of the data
 * @param questionsPerSecond after they were answered once
 */
record QaEvaluation(
    String model,
    double exactMatch,
    double f1,
    long questions,
    double questionsPerSecond,
    @JsonUnwrapped Resources resources) {

  /** Loads the model, answers all questions once for the scores, and again for the speed. */
  static QaEvaluation of(String model, PredictorOptions options, List<SquadQuestion> data)
      throws IOException {
    List<QuestionAnswerer.Question> asked = data.stream().map(SquadQuestion::asked).toList();
    long start = System.nanoTime();
    try (QuestionAnswerer answerer = QuestionAnswerers.load(model, options)) {
      double loadSeconds = TaggerRun.secondsSince(start);
      AnswerScorer scorer = score(data, answerer.answer(asked));
      start = System.nanoTime();
      answerer.answer(asked);
      double questionsPerSecond = data.size() / TaggerRun.secondsSince(start);
      return new QaEvaluation(
          answerer.manifest().name(),
          100 * scorer.exactMatch(),
          100 * scorer.f1(),
          data.size(),
          questionsPerSecond,
          Resources.now(loadSeconds));
    }
  }

  private static AnswerScorer score(List<SquadQuestion> data, List<Optional<Answer>> given) {
    AnswerScorer scorer = new AnswerScorer();
    for (int i = 0; i < data.size(); i++) {
      scorer.add(data.get(i).answerTexts(), given.get(i).map(Answer::text).orElse(""));
    }
    return scorer;
  }

  /** For people. */
  String report() {
    return String.format(Locale.ROOT, "exact match: %.2f; F1: %.2f%n", exactMatch, f1)
        + resources.line(questions + " questions", "questions", questionsPerSecond);
  }
}
