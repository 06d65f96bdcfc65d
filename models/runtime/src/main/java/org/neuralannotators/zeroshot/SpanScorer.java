package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Compares all spans up to a width with the labels (Zaratiana et al. 2023). */
final class SpanScorer implements EntityScorer {
  private final SpanComparison comparison;
  private final Projection prompt;
  private final int maximumWidth;

  /**
   * @param deep as of {@link SpanComparison}
   */
  SpanScorer(Parameters parameters, int columns, int maximumWidth, boolean deep) {
    comparison = new SpanComparison(parameters, columns, deep);
    prompt = new Projection(parameters, "prompt_rep_layer", columns, 4 * columns);
    this.maximumWidth = maximumWidth;
  }

  @Override
  public Scores over(Pass pass, Matrix words, Matrix labels) {
    SpanComparison.Prepared prepared = comparison.over(pass, words, prompt.forward(pass, labels));
    return (ownWords, ownLabels, threshold) -> {
      int length = ownWords.length();
      int[] firsts = eachSpan(length).map(span -> span / maximumWidth).toArray();
      int[] lasts =
          eachSpan(length).map(span -> span / maximumWidth + span % maximumWidth).toArray();
      float[] logits = prepared.logits(ownWords, ownLabels, firsts, lasts);
      double[] inside = new double[length];
      List<ScoredSpan> found = new ArrayList<>();
      for (int i = 0; i < logits.length; i++) {
        int span = i / ownLabels.length();
        int label = i % ownLabels.length();
        double score = EntityScorer.probability(logits[i]);
        for (int word = firsts[span]; word <= lasts[span]; word++) {
          inside[word] = Math.max(inside[word], score);
        }
        if (score > threshold) {
          found.add(new ScoredSpan(firsts[span], lasts[span] + 1, label, score));
        }
      }
      return new Found(found, inside);
    };
  }

  /** The spans of so many words, by first word and width. */
  private IntStream eachSpan(int words) {
    return IntStream.range(0, words * maximumWidth)
        .filter(span -> span / maximumWidth + span % maximumWidth < words);
  }
}
