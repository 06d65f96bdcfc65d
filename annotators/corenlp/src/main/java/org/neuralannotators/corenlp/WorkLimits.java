package org.neuralannotators.corenlp;

/**
 * What is left out, as in CoreNLP's own annotators.
 *
 * @param sentenceTokens sentences of more tokens
 * @param milliseconds what is left of a document when it has taken so long
 */
record WorkLimits(int sentenceTokens, int milliseconds) {
  static final String MAX_LENGTH = "maxlen";
  static final String MAX_TIME = "maxtime";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for a value that isn't allowed
   */
  static WorkLimits read(AnnotatorProperties own) {
    return new WorkLimits(
        own.wholeNumber(MAX_LENGTH, 1, Integer.MAX_VALUE),
        own.wholeNumber(MAX_TIME, 1, Integer.MAX_VALUE));
  }
}
