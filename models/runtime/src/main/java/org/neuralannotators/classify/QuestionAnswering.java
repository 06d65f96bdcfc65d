package org.neuralannotators.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.text.Encoding;

/** Answers questions by a model. Thread-safe, as long as the model's parameters don't change. */
public final class QuestionAnswering {
  private final EncoderHeadModel<PieceSpan> model;
  private final SequenceScoring scoring;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   */
  public QuestionAnswering(EncoderHeadModel<PieceSpan> model, Lanes lanes, TaggerOptions options) {
    this.model = model;
    scoring = new SequenceScoring(model, lanes, options);
  }

  /** As {@link QuestionAnswerer#answer(List)}. */
  public List<Optional<Answer>> answer(List<QuestionAnswerer.Question> questions) {
    List<QuestionSequences> sequences =
        questions.stream().map(model.sequences()::question).toList();
    List<List<double[]>> scores =
        scoring.scores(sequences.stream().map(QuestionSequences::sequences).toList());
    List<Optional<Answer>> answers = new ArrayList<>(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      QuestionSequences asked = sequences.get(i);
      String context = questions.get(i).context();
      answers.add(
          SpanSearch.of(asked, scores.get(i), model.architecture().answers())
              .best()
              .map(span -> answer(context, asked.context(), span)));
    }
    return answers;
  }

  /** Whole words with their accents: a piece inside of a word stands for all of it. */
  private static Answer answer(String text, Encoding pieces, SpanSearch.Span span) {
    int first = span.pieces().first();
    while (first > 0 && pieces.tokens()[first - 1] == pieces.tokens()[first]) {
      first--;
    }
    int last = span.pieces().last();
    while (last + 1 < pieces.size() && pieces.tokens()[last + 1] == pieces.tokens()[last]) {
      last++;
    }
    int begin = pieces.begins()[first];
    int end = Graphemes.end(text, pieces.ends()[last]);
    return new Answer(begin, end, text.substring(begin, end), span.probability());
  }
}
