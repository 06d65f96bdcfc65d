package org.neuralannotators.crf;

/** What a CRF learns of a sentence. Implementations are immutable and thread-safe. */
public interface CrfTarget {
  /** Tokens of the sentence. */
  int length();

  /**
   * The loss, at least 0.
   *
   * @param gradient to which its own is added
   */
  double loss(LinearChainCrf crf, Emissions emissions, CrfGradient gradient);
}
