package org.neuralannotators.eval;

import java.util.List;
import org.neuralannotators.label.Blanks;
import org.neuralannotators.split.SplitText;
import org.neuralannotators.split.TextRange;

/**
 * Precision, recall and F1 of tokens and sentences by the definition of CoNLL 2018's shared task:
 * the characters that aren't white space are aligned, and a token or sentence is correct when both
 * its boundaries are. Immutable and so thread-safe.
 *
 * @param tokens counts of tokens
 * @param sentences counts of sentences
 * @see <a href="https://universaldependencies.org/conll18/evaluation.html">the definition</a>
 */
public record SegmentationScore(PrecisionRecall tokens, PrecisionRecall sentences) {
  /**
   * Compares two splits of one text, whose white space may differ.
   *
   * @throws IllegalArgumentException when the texts differ in more than white space
   */
  public static SegmentationScore of(SplitText gold, SplitText predicted) {
    int[] goldPlaces = places(gold.text());
    int[] predictedPlaces = places(predicted.text());
    requireSameText(gold.text(), predicted.text());
    return new SegmentationScore(
        count(gold.tokens(), goldPlaces, predicted.tokens(), predictedPlaces),
        count(gold.sentences(), goldPlaces, predicted.sentences(), predictedPlaces));
  }

  /** How many characters other than white space stand before each offset. */
  private static int[] places(String text) {
    int[] places = new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      places[i + 1] = places[i] + (Blanks.isBlank(text.charAt(i)) ? 0 : 1);
    }
    return places;
  }

  private static void requireSameText(String gold, String predicted) {
    int i = 0;
    int j = 0;
    while (true) {
      i = skipSpace(gold, i);
      j = skipSpace(predicted, j);
      if (i == gold.length() && j == predicted.length()) {
        return;
      }
      if (i == gold.length() || j == predicted.length() || gold.charAt(i) != predicted.charAt(j)) {
        throw new IllegalArgumentException(
            "The texts differ in more than white space: expected ["
                + excerpt(gold, i)
                + "] at ["
                + i
                + "], found ["
                + excerpt(predicted, j)
                + "] at ["
                + j
                + "]; give the text that the tokens are of");
      }
      i++;
      j++;
    }
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Blanks.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String excerpt(String text, int at) {
    return text.substring(at, Math.min(text.length(), at + 20));
  }

  private static PrecisionRecall count(
      List<TextRange> gold, int[] goldPlaces, List<TextRange> predicted, int[] predictedPlaces) {
    int correct = 0;
    int i = 0;
    int j = 0;
    while (i < gold.size() && j < predicted.size()) {
      int goldBegin = goldPlaces[gold.get(i).begin()];
      int predictedBegin = predictedPlaces[predicted.get(j).begin()];
      if (goldBegin == predictedBegin) {
        boolean same = goldPlaces[gold.get(i).end()] == predictedPlaces[predicted.get(j).end()];
        correct += same ? 1 : 0;
        i++;
        j++;
      } else if (goldBegin < predictedBegin) {
        i++;
      } else {
        j++;
      }
    }
    return new PrecisionRecall(correct, predicted.size(), gold.size());
  }
}
