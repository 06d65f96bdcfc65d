package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.QuestionAnswerer;

class RepliesTest {
  private static final List<Replies.Asked> ASKED =
      List.of(asked("a", "Hull", "Ann lives\nin Hull."), asked("7", "Graz", "Ann lives in Hull."));

  private final List<Integer> calls = new ArrayList<>();

  private static Replies.Asked asked(String id, String question, String context) {
    return new Replies.Asked(id, new QuestionAnswerer.Question(question, context));
  }

  @Test
  void aLineForEachQuestionAlsoWhereThereIsNoAnswer() throws Exception {
    assertThat(print(false)).isEqualToNormalizingNewlines(" in Hull.\t0.5000\nno answer\n");
    assertThat(calls).containsExactly(2);
  }

  @Test
  void jsonHasThePlaceOfTheAnswerOrNull() throws Exception {
    assertThat(print(true))
        .isEqualToNormalizingNewlines(
            "{\"id\":\"a\",\"question\":\"Hull\",\"answer\":"
                + "{\"begin\":9,\"end\":18,\"text\":\"\\nin Hull.\",\"confidence\":0.5}}\n"
                + "{\"id\":\"7\",\"question\":\"Graz\",\"answer\":null}\n");
  }

  private String print(boolean json) throws JsonProcessingException {
    StringWriter out = new StringWriter();
    new Replies(new Fake(), json, new PrintWriter(out)).print(ASKED);
    return out.toString();
  }

  /** Answers with the last nine characters of a text that has the question in it. */
  private final class Fake implements QuestionAnswerer {
    @Override
    public List<Optional<Answer>> answer(List<Question> questions) {
      calls.add(questions.size());
      return questions.stream().map(Fake::answer).toList();
    }

    private static Optional<Answer> answer(Question asked) {
      int end = asked.context().length();
      return asked.context().contains(asked.question())
          ? Optional.of(new Answer(end - 9, end, asked.context().substring(end - 9), 0.5))
          : Optional.empty();
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("qa", "fake").build();
    }

    @Override
    public void close() {}
  }
}
