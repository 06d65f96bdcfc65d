package org.neuralannotators.eval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * BLEU (Papineni et al. 2002) as sacreBLEU defines it (Post 2018): n-grams of one to four words,
 * exponential smoothing of those that never match, and a penalty for what is shorter than its
 * closest reference. From 0 to 100. Not thread-safe; give each thread its own and {@link #merge}
 * them.
 *
 * @see <a href="https://github.com/mjpost/sacrebleu">sacreBLEU</a>
 */
public final class Bleu {
  private static final int ORDERS = 4;

  private final BleuTokenization tokenization;
  private final boolean lowerCase;
  private final boolean effectiveOrder;
  private final ScoreSignature signature = new ScoreSignature();

  private final long[] correct = new long[ORDERS];
  private final long[] total = new long[ORDERS];
  private long hypothesisLength;
  private long referenceLength;

  /** sacreBLEU's defaults: 13a, upper and lower case differ, all orders count. */
  public Bleu() {
    this(BleuTokenization.MTEVAL_13A, false, false);
  }

  /**
   * Other settings; they are in the signature.
   *
   * @param lowerCase upper and lower case are the same
   * @param effectiveOrder orders that are longer than the text don't count, which scores of single
   *     sentences need
   */
  public Bleu(BleuTokenization tokenization, boolean lowerCase, boolean effectiveOrder) {
    this.tokenization = tokenization;
    this.lowerCase = lowerCase;
    this.effectiveOrder = effectiveOrder;
  }

  /**
   * Counts a translation.
   *
   * @throws IllegalArgumentException when there is no reference
   */
  public void add(String hypothesis, List<String> references) {
    signature.count(references);
    List<String> words = words(hypothesis);
    List<List<String>> referenceWords = references.stream().map(this::words).toList();
    hypothesisLength += words.size();
    referenceLength += closestLength(words.size(), referenceWords);
    for (int order = 1; order <= ORDERS; order++) {
      Map<String, Integer> expected = new HashMap<>();
      for (List<String> reference : referenceWords) {
        ngrams(reference, order).forEach((ngram, count) -> expected.merge(ngram, count, Math::max));
      }
      Map<String, Integer> found = ngrams(words, order);
      correct[order - 1] += Segment.matches(found, expected);
      total[order - 1] += Segment.sum(found);
    }
  }

  private List<String> words(String text) {
    String cased = lowerCase ? Segment.lowerCase(text) : text;
    return Segment.words(tokenization.tokenize(Segment.stripTrailing(cased)));
  }

  private static Map<String, Integer> ngrams(List<String> words, int order) {
    return Segment.ngrams(words, order, " ");
  }

  /** Of two that are equally close the shorter one. */
  private static int closestLength(int length, List<List<String>> references) {
    return references.stream()
        .map(List::size)
        .min(
            Comparator.comparingInt((Integer reference) -> Math.abs(reference - length))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Adds all that the other counted; it must have the same settings. */
  public void merge(Bleu other) {
    signature.merge(other.signature);
    hypothesisLength += other.hypothesisLength;
    referenceLength += other.referenceLength;
    for (int i = 0; i < ORDERS; i++) {
      correct[i] += other.correct[i];
      total[i] += other.total[i];
    }
  }

  /** The score of all translations together; 0 when not a word is right. */
  public double score() {
    double[] precisions = precisions();
    double logarithms = 0;
    int orders = 0;
    while (orders < ORDERS && (total[orders] > 0 || !effectiveOrder)) {
      logarithms += Math.log(precisions[orders++]);
    }
    return orders == 0 ? 0 : brevityPenalty() * Math.exp(logarithms / orders);
  }

  /** In percent; 0 for the orders that no translation is long enough for. */
  private double[] precisions() {
    double[] precisions = new double[ORDERS];
    double smoothing = 1;
    for (int i = 0; i < ORDERS && correct[0] > 0 && total[i] > 0; i++) {
      smoothing *= correct[i] == 0 ? 2 : 1;
      precisions[i] = 100 * (correct[i] == 0 ? 1 / smoothing : correct[i]) / total[i];
    }
    return precisions;
  }

  private double brevityPenalty() {
    if (hypothesisLength >= referenceLength) {
      return 1;
    }
    return hypothesisLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / hypothesisLength);
  }

  /** How the score came about. */
  public String signature() {
    return signature.format(
        String.format(
            "case:%s|eff:%s|tok:%s|smooth:exp",
            lowerCase ? "lc" : "mixed", effectiveOrder ? "yes" : "no", tokenization.code()));
  }

  /** The score with its signature and parts, as sacreBLEU prints it. */
  public String report() {
    double[] precisions = precisions();
    return String.format(
        Locale.ROOT,
        "BLEU|%s = %.2f %.1f/%.1f/%.1f/%.1f (BP = %.3f ratio = %.3f hyp_len = %d ref_len = %d)",
        signature(),
        score(),
        precisions[0],
        precisions[1],
        precisions[2],
        precisions[3],
        brevityPenalty(),
        referenceLength == 0 ? 0.0 : (double) hypothesisLength / referenceLength,
        hypothesisLength,
        referenceLength);
  }
}
