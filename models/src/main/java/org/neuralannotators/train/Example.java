package org.neuralannotators.train;

import org.neuralannotators.tagger.EncodedSentence;

/**
 * A training sentence.
 *
 * @param sentence its tokens as numbers
 * @param labels the number of each token's label
 */
record Example(EncodedSentence sentence, int[] labels) {
  int length() {
    return labels.length;
  }
}
