package org.neuralannotators.classify;

import java.util.List;
import java.util.Optional;
import org.neuralannotators.model.Predictor;

/**
 * A trained network that finds the part of a text which answers a question.
 *
 * <p>Thread-safe: any number of threads may call one instance; when there are more than can be
 * computed at once, their questions share batches. The guarantee ends with {@link #close()}, which
 * frees native memory and must not race with a call.
 */
public interface QuestionAnswerer extends Predictor {
  /**
   * A question and the text that may answer it.
   *
   * @param question of which the beginning is read where it takes more than half of the network's
   *     room
   * @param context of any length
   */
  record Question(String question, String context) {}

  /**
   * Answers questions in one call, which is faster than a call for each.
   *
   * @return one answer for each question, in order; none where the network holds that its context
   *     has none, which only a network learns that saw such questions
   * @throws IllegalStateException when the answerer is closed
   */
  List<Optional<Answer>> answer(List<Question> questions);

  /** Answers one question; see {@link #answer(List)}. */
  default Optional<Answer> answer(String question, String context) {
    return answer(List.of(new Question(question, context))).get(0);
  }
}
