package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.GoldLabels;

/**
 * A sentence to learn from.
 *
 * @param sentence its tokens as numbers
 * @param target what its tokens' labels shall be
 * @param <S> how the network reads a sentence
 */
public record LabelledSentence<S>(S sentence, CrfTarget target) {
  /**
   * With gold labels.
   *
   * @param labels the number of each token's label
   */
  public LabelledSentence(S sentence, int[] labels) {
    this(sentence, new GoldLabels(labels));
  }

  /** Number of tokens. */
  public int length() {
    return target.length();
  }

  static List<CrfTarget> targets(List<? extends LabelledSentence<?>> examples) {
    return examples.stream().<CrfTarget>map(LabelledSentence::target).toList();
  }
}
