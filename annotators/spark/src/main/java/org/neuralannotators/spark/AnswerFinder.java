package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerer.Question;
import org.neuralannotators.classify.QuestionAnswerers;

/** The parts of texts, the first columns, that answer questions, the second. */
record AnswerFinder(QuestionAnswerer answerer, double minConfidence) implements Finder<Question> {
  static Finder<?> open(FinderSettings settings) throws IOException {
    Options options = settings.options();
    return new AnswerFinder(
        QuestionAnswerers.load(settings.model().location(), options.run().predictor()),
        options.labels().minConfidence());
  }

  @Override
  public Question read(Row columns) {
    return new Question(columns.getString(1), columns.getString(0));
  }

  @Override
  public int size(Question question) {
    return TextFinder.tokens(question.question()) + TextFinder.tokens(question.context());
  }

  @Override
  public List<Object> find(List<Question> questions) {
    List<Object> rows = new ArrayList<>();
    for (Optional<Answer> answer : answerer.answer(questions)) {
      rows.add(
          answer
              .filter(found -> found.confidence() >= minConfidence)
              .map(AnswerFinder::row)
              .orElse(null));
    }
    return rows;
  }

  private static Row row(Answer answer) {
    return RowFactory.create(answer.begin(), answer.end(), answer.text(), answer.confidence());
  }

  @Override
  public ModelManifest manifest() {
    return answerer.manifest();
  }

  @Override
  public void close() {
    answerer.close();
  }
}
