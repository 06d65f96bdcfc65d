package org.neuralannotators.classify;

import java.util.List;

/**
 * A question of SQuAD with its right answers.
 *
 * @param id of the question
 * @param question the question
 * @param context the paragraph that may answer it
 * @param answers the right ones; none when the context has none
 */
public record SquadQuestion(String id, String question, String context, List<Gold> answers) {
  public SquadQuestion {
    answers = List.copyOf(answers);
  }

  /**
   * A right answer.
   *
   * @param begin offset in the context, in UTF-16 units
   * @param text the answer
   */
  public record Gold(int begin, String text) {
    /** The offset behind the answer. */
    public int end() {
      return begin + text.length();
    }
  }

  /** What a question answerer is asked. */
  public QuestionAnswerer.Question asked() {
    return new QuestionAnswerer.Question(question, context);
  }

  /** The texts of the right answers. */
  public List<String> answerTexts() {
    return answers.stream().map(Gold::text).toList();
  }
}
