package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;
import org.neuralannotators.classify.QuestionAnswerer.Question;

/** Prints a line with the answer to each question, also where there is none. */
final class Replies {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final QuestionAnswerer answerer;
  private final boolean json;
  private final PrintWriter out;

  /**
   * @param json an object a line, with the place of the answer
   */
  Replies(QuestionAnswerer answerer, boolean json, PrintWriter out) {
    this.answerer = answerer;
    this.json = json;
    this.out = out;
  }

  /** A question with its name. */
  record Asked(String id, Question question) {}

  private record Line(String id, String question, Answer answer) {}

  /** Answers questions in one call. */
  void print(List<Asked> asked) throws JsonProcessingException {
    List<Optional<Answer>> answers = answerer.answer(asked.stream().map(Asked::question).toList());
    for (int i = 0; i < asked.size(); i++) {
      out.println(line(asked.get(i), answers.get(i)));
    }
    out.flush();
  }

  private String line(Asked asked, Optional<Answer> answer) throws JsonProcessingException {
    if (json) {
      return JSON.writeValueAsString(
          new Line(asked.id(), asked.question().question(), answer.orElse(null)));
    }
    return answer
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "%s\t%.4f",
                    TranslateCommand.oneLine(found.text()),
                    found.confidence()))
        .orElse("no answer");
  }
}
