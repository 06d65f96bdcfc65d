package org.neuralannotators.train.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neuralannotators.classify.Answer;
import org.neuralannotators.classify.EncoderHeadModel;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.HeadKind;
import org.neuralannotators.classify.QuestionAnswering;
import org.neuralannotators.classify.QuestionSequences;
import org.neuralannotators.classify.SequenceExample;
import org.neuralannotators.classify.SquadFile;
import org.neuralannotators.classify.SquadQuestion;
import org.neuralannotators.eval.AnswerScorer;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.network.Lanes;

/**
 * Answers in a context, of which the first is learnt. Whether there may be none is as in the
 * training data.
 */
final class QuestionTask implements FineTuningTask<PieceSpan, SquadQuestion> {
  /** As in Devlin et al.'s code for SQuAD. */
  private static final int MAXIMUM_ANSWER = 30;

  private final int maximumAnswer;

  QuestionTask(FineTuningConfig config) {
    FineTuningConfig.refuse("data.columns", config.data().columns(), "train classifier");
    config
        .data()
        .sets()
        .forEach(
            set -> FineTuningConfig.refuse("data.sets.labels", set.labels(), "train classifier"));
    FineTuningConfig.refuse("teacher", config.teacher(), "train classifier");
    maximumAnswer = Objects.requireNonNullElse(config.maximumAnswer(), MAXIMUM_ANSWER);
  }

  @Override
  public HeadKind<PieceSpan> kind() {
    return HeadKind.QUESTION_ANSWERER;
  }

  @Override
  public List<SquadQuestion> read(Path file, FineTuningConfig.DataSet set) throws IOException {
    return SquadFile.read(file);
  }

  @Override
  public List<String> labels(List<SquadQuestion> train) {
    return List.of();
  }

  @Override
  public boolean pairs() {
    return true;
  }

  @Override
  public HeadArchitecture.Answers answers(List<SquadQuestion> train) {
    return new HeadArchitecture.Answers(
        maximumAnswer, train.stream().anyMatch(question -> question.answers().isEmpty()));
  }

  @Override
  public List<SequenceExample<PieceSpan>> examples(
      EncoderHeadModel<PieceSpan> model, SquadQuestion question, float[] taught) {
    QuestionSequences sequences = model.sequences().question(question.asked());
    return question.answers().stream()
        .findFirst()
        .map(gold -> sequences.examples(gold.begin(), gold.end()))
        .orElseGet(() -> sequences.examples(0, 0));
  }

  @Override
  public String metric() {
    return "F1";
  }

  @Override
  public Map<String, Double> scores(
      EncoderHeadModel<PieceSpan> model, Lanes lanes, List<SquadQuestion> gold) {
    List<Optional<Answer>> answers =
        new QuestionAnswering(model, lanes, OPTIONS)
            .answer(gold.stream().map(SquadQuestion::asked).toList());
    AnswerScorer scorer = new AnswerScorer();
    for (int i = 0; i < gold.size(); i++) {
      scorer.add(gold.get(i).answerTexts(), answers.get(i).map(Answer::text).orElse(""));
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("f1", scorer.f1());
    scores.put("exactMatch", scorer.exactMatch());
    return scores;
  }
}
