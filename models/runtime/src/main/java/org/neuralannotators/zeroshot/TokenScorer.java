package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Finds entities from a word that is a first one to one that is a last one of the same label, where
 * all words between may be inside. The least of these probabilities is the span's, unless spans are
 * compared with the labels once more.
 */
final class TokenScorer implements EntityScorer {
  private static final int FIRST = 0;
  private static final int LAST = 1;
  private static final int ANY = 2;

  private final TokenComparison comparison;

  /** Null for none. */
  private final SpanComparison spans;

  /**
   * @param comparesSpans whether spans are compared with the labels once more
   */
  TokenScorer(Parameters parameters, int columns, boolean comparesSpans) {
    comparison = new TokenComparison(parameters, columns);
    spans = comparesSpans ? new SpanComparison(parameters, columns, true) : null;
  }

  @Override
  public Scores over(Pass pass, Matrix words, Matrix labels) {
    TokenComparison.Prepared tokens = comparison.over(pass, words, labels);
    SpanComparison.Prepared again = spans == null ? null : spans.over(pass, words, labels);
    return (ownWords, ownLabels, threshold) -> {
      Words scores =
          new Words(tokens.logits(ownWords, ownLabels), ownWords.length(), ownLabels.length());
      List<ScoredSpan> found = scores.spans(threshold);
      return new Found(
          again == null ? found : compared(again, ownWords, ownLabels, found, threshold),
          scores.inside());
    };
  }

  private static List<ScoredSpan> compared(
      SpanComparison.Prepared prepared,
      Range words,
      Range labels,
      List<ScoredSpan> found,
      double threshold) {
    List<ScoredSpan> distinct =
        found.stream()
            .map(span -> new ScoredSpan(span.begin(), span.end(), 0, 0))
            .distinct()
            .toList();
    float[] logits =
        prepared.logits(
            words,
            labels,
            distinct.stream().mapToInt(ScoredSpan::begin).toArray(),
            distinct.stream().mapToInt(span -> span.end() - 1).toArray());
    List<ScoredSpan> scored = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      ScoredSpan span = distinct.get(i / labels.length());
      double score = EntityScorer.probability(logits[i]);
      if (score > threshold) {
        scored.add(new ScoredSpan(span.begin(), span.end(), i % labels.length(), score));
      }
    }
    return scored;
  }

  /**
   * The scores of the words of one sequence.
   *
   * @param logits [words, labels, {@link TokenComparison#OUTPUTS}]
   */
  private record Words(float[] logits, int words, int labels) {
    double score(int word, int label, int what) {
      int pair = word * labels + label;
      return EntityScorer.probability(logits[pair * TokenComparison.OUTPUTS + what]);
    }

    List<ScoredSpan> spans(double threshold) {
      List<ScoredSpan> spans = new ArrayList<>();
      for (int begin = 0; begin < words; begin++) {
        for (int label = 0; label < labels; label++) {
          if (score(begin, label, FIRST) > threshold) {
            addFrom(begin, label, threshold, spans);
          }
        }
      }
      return spans;
    }

    private void addFrom(int begin, int label, double threshold, List<ScoredSpan> spans) {
      double least = score(begin, label, FIRST);
      for (int last = begin; last < words; last++) {
        double any = score(last, label, ANY);
        if (any < threshold) {
          return;
        }
        least = Math.min(least, any);
        double end = score(last, label, LAST);
        if (end > threshold) {
          spans.add(new ScoredSpan(begin, last + 1, label, Math.min(least, end)));
        }
      }
    }

    double[] inside() {
      double[] inside = new double[words];
      for (int word = 0; word < words; word++) {
        for (int label = 0; label < labels; label++) {
          inside[word] = Math.max(inside[word], score(word, label, ANY));
        }
      }
      return inside;
    }
  }
}
