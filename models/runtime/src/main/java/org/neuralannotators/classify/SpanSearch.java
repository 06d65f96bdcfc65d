package org.neuralannotators.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neuralannotators.encode.SlidingWindow;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.head.Softmax;

/**
 * Looks for the best answer to a question. A span's score is that of its first piece as a beginning
 * and of its last as an end; it is looked for in the window in which its first piece has most
 * context. No answer has the score of {@code [CLS]} in the window in which that is lowest (Devlin
 * et al. 2018, section 4.3, and their code).
 */
final class SpanSearch {
  private final HeadArchitecture.Answers answers;
  private PieceSpan best;
  private double bestScore = Double.NEGATIVE_INFINITY;
  private double logSum = Double.NEGATIVE_INFINITY;
  private double none = Double.POSITIVE_INFINITY;

  private SpanSearch(HeadArchitecture.Answers answers) {
    this.answers = answers;
  }

  /**
   * An answer.
   *
   * @param pieces of the context
   * @param probability among all spans, and no answer where that is allowed
   */
  record Span(PieceSpan pieces, double probability) {}

  /**
   * Looks through all windows.
   *
   * @param scores for each window those of its pieces as beginning and end, in turn
   */
  static SpanSearch of(
      QuestionSequences question, List<double[]> scores, HeadArchitecture.Answers answers) {
    SpanSearch search = new SpanSearch(answers);
    int[] ones = IntStream.generate(() -> 1).limit(question.context().size()).toArray();
    int[] mostContext = SlidingWindow.mostContext(question.windows(), ones);
    for (int i = 0; i < scores.size(); i++) {
      int none = question.none(scores.get(i).length / 2).first();
      search.none = Math.min(search.none, start(scores.get(i), none) + end(scores.get(i), none));
      SlidingWindow window = question.windows().get(i);
      int shift = question.offset() - window.begin();
      for (int piece = window.begin(); piece < window.end(); piece++) {
        if (mostContext[piece] == i) {
          search.from(piece, window.end(), shift, scores.get(i));
        }
      }
    }
    return search;
  }

  /** The spans that begin with a piece. */
  private void from(int first, int windowEnd, int shift, double[] scores) {
    int end = Math.min(windowEnd, first + answers.maximumPieces());
    for (int last = first; last < end; last++) {
      double score = start(scores, first + shift) + end(scores, last + shift);
      logSum = Softmax.logAdd(logSum, score);
      if (score > bestScore) {
        bestScore = score;
        best = new PieceSpan(first, last);
      }
    }
  }

  private static double start(double[] scores, int piece) {
    return scores[2 * piece];
  }

  private static double end(double[] scores, int piece) {
    return scores[2 * piece + 1];
  }

  /** The best span; none where no answer is better, or the context has no piece. */
  Optional<Span> best() {
    if (best == null || (answers.optional() && none > bestScore)) {
      return Optional.empty();
    }
    double all = answers.optional() ? Softmax.logAdd(logSum, none) : logSum;
    return Optional.of(new Span(best, Math.exp(bestScore - all)));
  }
}
