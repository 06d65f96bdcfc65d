package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuralannotators.translate.text.Word;

/**
 * How much each word of a target was attended to each word of its source. What a row lacks to 1 was
 * attention to the source's end.
 *
 * @param source the words of the source
 * @param target the words of the target
 * @param weights a row for each word of the target, a column for each word of the source
 */
public record Alignment(List<Word> source, List<Word> target, List<float[]> weights) {
  public Alignment {
    source = List.copyOf(source);
    target = List.copyOf(target);
    weights = List.copyOf(weights);
  }

  /**
   * From pieces to words: a word of the target has the mean of its pieces' attention, a word of the
   * source the sum.
   *
   * @param sourceWords for each piece of the source the number of its word, or -1
   * @param targetWords for each piece of the target the number of its word, or -1
   * @param attention a row for each piece of the target, a column for each piece of the source
   */
  static Alignment of(
      List<Word> source,
      List<Word> target,
      int[] sourceWords,
      int[] targetWords,
      float[][] attention) {
    float[][] weights = new float[target.size()][source.size()];
    int[] pieces = new int[target.size()];
    for (int i = 0; i < targetWords.length; i++) {
      if (targetWords[i] >= 0) {
        pieces[targetWords[i]]++;
        for (int j = 0; j < sourceWords.length; j++) {
          if (sourceWords[j] >= 0) {
            weights[targetWords[i]][sourceWords[j]] += attention[i][j];
          }
        }
      }
    }
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < source.size(); j++) {
        weights[i][j] /= Math.max(1, pieces[i]);
      }
    }
    return new Alignment(source, target, Arrays.asList(weights));
  }

  /** Of a text that is its own target. */
  static Alignment ofSame(List<Word> source, List<Word> target) {
    float[][] weights = new float[target.size()][source.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i][i] = 1;
    }
    return new Alignment(source, target, Arrays.asList(weights));
  }

  /**
   * The same by tokens that divide the texts otherwise. Tokens that share a word have its weights;
   * of several words a token of the source has the sum, one of the target the mean.
   *
   * @param sourceTokens where the source's tokens are, in the source
   * @param targetTokens where the target's are
   */
  public Alignment byTokens(List<Word> sourceTokens, List<Word> targetTokens) {
    List<int[]> columns = sourceTokens.stream().map(token -> token.overlapping(source)).toList();
    return new Alignment(
        sourceTokens,
        targetTokens,
        targetTokens.stream().map(token -> row(token.overlapping(target), columns)).toList());
  }

  private float[] row(int[] targetWords, List<int[]> columns) {
    float[] row = new float[columns.size()];
    for (int i = 0; i < row.length; i++) {
      for (int targetWord : targetWords) {
        for (int sourceWord : columns.get(i)) {
          row[i] += weights.get(targetWord)[sourceWord] / targetWords.length;
        }
      }
    }
    return row;
  }

  /**
   * The alignments of the parts of a text as one.
   *
   * @param sourceOffsets where each part's source begins
   * @param targetOffsets where each part's target begins
   */
  static Alignment join(List<Alignment> parts, int[] sourceOffsets, int[] targetOffsets) {
    List<Word> source = new ArrayList<>();
    List<Word> target = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int sourceOffset = sourceOffsets[i];
      int targetOffset = targetOffsets[i];
      parts.get(i).source.forEach(word -> source.add(word.shifted(sourceOffset)));
      parts.get(i).target.forEach(word -> target.add(word.shifted(targetOffset)));
    }
    List<float[]> weights = new ArrayList<>();
    int before = 0;
    for (Alignment part : parts) {
      for (float[] row : part.weights) {
        float[] whole = new float[source.size()];
        System.arraycopy(row, 0, whole, before, row.length);
        weights.add(whole);
      }
      before += part.source.size();
    }
    return new Alignment(source, target, weights);
  }
}
