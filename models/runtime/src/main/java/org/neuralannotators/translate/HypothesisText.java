package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.text.WordModel;

/**
 * The texts of targets. A word that isn't in the vocabulary is copied from the source: the one to
 * which it is aligned most (Luong et al. 2015, "Addressing the rare word problem"; Jean et al.
 * 2015, section 3.3).
 *
 * @param model stays the caller's
 * @param replaces whether such words are copied, else they are {@code <unk>}
 */
record HypothesisText(TranslatorModel model, boolean replaces) {
  static HypothesisText of(TranslatorModel model, TranslatorOptions options) {
    return new HypothesisText(
        model,
        options.replaceUnknown()
            && model.network().aligns()
            && model.pieces() instanceof LearntPieces learnt
            && learnt.source() instanceof WordModel
            && learnt.target() instanceof WordModel);
  }

  /** How to search for targets whose texts are asked for. */
  TranslatorOptions search(TranslatorOptions options) {
    return replaces ? options.withAlignments(true) : options;
  }

  /**
   * @param source the text, which may go on behind what the network read
   */
  String decode(String source, ScoredTarget target) {
    if (replaces
        && model.pieces() instanceof LearntPieces learnt
        && learnt.source() instanceof WordModel from
        && learnt.target() instanceof WordModel to) {
      List<String> words = from.texts(model.rules().source(source));
      return to.decode(
          target.pieces(),
          place ->
              words.isEmpty()
                  ? WordModel.UNKNOWN_WORD
                  : words.get(mostAligned(target.alignments()[place])));
    }
    return model.pieces().decode(target.pieces());
  }

  /** The source's end, which comes last, can't be copied. */
  private static int mostAligned(float[] weights) {
    int most = 0;
    for (int i = 1; i < weights.length - 1; i++) {
      most = weights[i] > weights[most] ? i : most;
    }
    return most;
  }
}
