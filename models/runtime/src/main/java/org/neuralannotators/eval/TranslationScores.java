package org.neuralannotators.eval;

import java.util.List;

/**
 * BLEU and chrF of translations that have one reference each, both with sacreBLEU's defaults. Not
 * thread-safe.
 */
public record TranslationScores(Bleu bleu, ChrF chrF) {
  /**
   * Scores of nothing yet.
   *
   * @param lowercase upper and lower case are the same
   */
  public static TranslationScores empty(boolean lowercase) {
    return new TranslationScores(
        new Bleu(BleuTokenization.MTEVAL_13A, lowercase, false), new ChrF(lowercase));
  }

  /** Counts a translation. */
  public void add(String hypothesis, String reference) {
    List<String> references = List.of(reference);
    bleu.add(hypothesis, references);
    chrF.add(hypothesis, references);
  }
}
