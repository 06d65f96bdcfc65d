package org.neuralannotators.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * chrF2 (Popović 2015) as sacreBLEU 2 defines it: F of the n-grams of one to six characters,
 * without white space, with recall counting twice as much as precision; of several references the
 * one counts that gives most. From 0 to 100. Not thread-safe; give each thread its own and {@link
 * #merge} them.
 *
 * @see <a href="https://github.com/mjpost/sacrebleu">sacreBLEU</a>
 */
public final class ChrF {
  private static final int ORDERS = 6;
  private static final double RECALL_WEIGHT = 4;

  private final boolean lowerCase;
  private final ScoreSignature signature = new ScoreSignature();
  private final Counts counts = new Counts();

  /** Upper and lower case differ. */
  public ChrF() {
    this(false);
  }

  /** As said; it is in the signature. */
  public ChrF(boolean lowerCase) {
    this.lowerCase = lowerCase;
  }

  /** N-grams by their order. */
  private static final class Counts {
    private final long[] found = new long[ORDERS];
    private final long[] expected = new long[ORDERS];
    private final long[] correct = new long[ORDERS];

    static Counts of(List<String> hypothesis, List<String> reference) {
      Counts counts = new Counts();
      for (int i = 0; i < ORDERS; i++) {
        Map<String, Integer> found = Segment.ngrams(hypothesis, i + 1, "");
        Map<String, Integer> expected = Segment.ngrams(reference, i + 1, "");
        // Nothing is wrong where nothing could be right.
        counts.found[i] = expected.isEmpty() ? 0 : Segment.sum(found);
        counts.expected[i] = Segment.sum(expected);
        counts.correct[i] = Segment.matches(found, expected);
      }
      return counts;
    }

    void add(Counts other) {
      for (int i = 0; i < ORDERS; i++) {
        found[i] += other.found[i];
        expected[i] += other.expected[i];
        correct[i] += other.correct[i];
      }
    }

    /** F of the mean precision and the mean recall of those orders that both texts have. */
    double score() {
      double precision = 0;
      double recall = 0;
      int orders = 0;
      for (int i = 0; i < ORDERS; i++) {
        if (found[i] > 0 && expected[i] > 0) {
          precision += (double) correct[i] / found[i];
          recall += (double) correct[i] / expected[i];
          orders++;
        }
      }
      if (precision + recall == 0) {
        return 0;
      }
      precision /= orders;
      recall /= orders;
      return 100 * (1 + RECALL_WEIGHT) * precision * recall / (RECALL_WEIGHT * precision + recall);
    }
  }

  /**
   * Counts a translation.
   *
   * @throws IllegalArgumentException when there is no reference
   */
  public void add(String hypothesis, List<String> references) {
    signature.count(references);
    List<String> characters = characters(hypothesis);
    Counts best = null;
    for (String reference : references) {
      Counts next = Counts.of(characters, characters(reference));
      best = best == null || next.score() > best.score() ? next : best;
    }
    counts.add(best);
  }

  private List<String> characters(String text) {
    List<String> characters = new ArrayList<>();
    for (String word : Segment.words(lowerCase ? Segment.lowerCase(text) : text)) {
      word.codePoints().mapToObj(Character::toString).forEach(characters::add);
    }
    return characters;
  }

  /** Adds all that the other counted; it must have the same settings. */
  public void merge(ChrF other) {
    signature.merge(other.signature);
    counts.add(other.counts);
  }

  /** The score of all translations together; 0 when not a character is right. */
  public double score() {
    return counts.score();
  }

  /** How the score came about. */
  public String signature() {
    return signature.format(
        "case:" + (lowerCase ? "lc" : "mixed") + "|eff:yes|nc:" + ORDERS + "|nw:0|space:no");
  }

  /** The score with its signature, as sacreBLEU prints it. */
  public String report() {
    return String.format(Locale.ROOT, "chrF2|%s = %.2f", signature(), score());
  }
}
