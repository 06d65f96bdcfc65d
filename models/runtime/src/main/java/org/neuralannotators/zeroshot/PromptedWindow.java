package org.neuralannotators.zeroshot;

import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.encode.PieceSequence;

/**
 * What the encoder reads at once: labels, and words of a sentence behind them.
 *
 * @param sequence the pieces of all, special ones included
 * @param labels where the piece is whose vector is the label's, for each label
 * @param firsts where each word's first piece is
 * @param counts how many pieces each word has
 * @param begin the number of the first word in the sentence
 * @param threshold only what is more probable is found
 */
record PromptedWindow(
    PieceSequence sequence, int[] labels, int[] firsts, int[] counts, int begin, double threshold)
    implements EncoderInput {
  int words() {
    return firsts.length;
  }
}
