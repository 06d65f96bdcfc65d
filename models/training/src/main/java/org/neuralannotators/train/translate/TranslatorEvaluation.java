package org.neuralannotators.train.translate;

import java.util.List;
import org.neuralannotators.eval.TranslationScores;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TextSearch;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;

/** Scores a model in training on pairs of texts. */
final class TranslatorEvaluation {
  private TranslatorEvaluation() {}

  /**
   * @param lanes stay the caller's
   */
  static TranslationScores of(
      TranslatorModel model, Lanes lanes, TranslatorOptions options, List<ParallelText> pairs) {
    List<String> found =
        new TextSearch(model, lanes, options)
            .best(pairs.stream().map(ParallelText::source).toList());
    TranslationScores scores = TranslationScores.empty(model.rules().lowercase());
    for (int i = 0; i < found.size(); i++) {
      scores.add(found.get(i), pairs.get(i).target());
    }
    return scores;
  }
}
