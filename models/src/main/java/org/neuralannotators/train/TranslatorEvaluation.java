package org.neuralannotators.train;

import java.util.List;
import org.neuralannotators.eval.Bleu;
import org.neuralannotators.eval.BleuTokenization;
import org.neuralannotators.eval.ChrF;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TextSearch;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;

/**
 * Scores a model in training on pairs of texts.
 *
 * @param bleu of the corpus, by sacreBLEU's definition
 * @param chrF of the corpus, by sacreBLEU's definition
 */
record TranslatorEvaluation(Bleu bleu, ChrF chrF) {
  private static final double PERCENT = 100;

  /** BLEU from 0 to 1, as the scores of other models are. */
  double bleuShare() {
    return bleu.score() / PERCENT;
  }

  /** chrF from 0 to 1. */
  double chrFShare() {
    return chrF.score() / PERCENT;
  }

  /**
   * @param lanes stay the caller's
   */
  static TranslatorEvaluation of(
      TranslatorModel model, Lanes lanes, TranslatorOptions options, List<ParallelText> pairs) {
    List<String> found =
        new TextSearch(model, lanes, options)
            .best(pairs.stream().map(ParallelText::source).toList());
    boolean lowercase = model.rules().lowercase();
    TranslatorEvaluation scores =
        new TranslatorEvaluation(
            new Bleu(BleuTokenization.MTEVAL_13A, lowercase, false), new ChrF(lowercase));
    for (int i = 0; i < found.size(); i++) {
      List<String> references = List.of(pairs.get(i).target());
      scores.bleu.add(found.get(i), references);
      scores.chrF.add(found.get(i), references);
    }
    return scores;
  }
}
