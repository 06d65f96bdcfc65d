package org.neuralannotators.translate.text;

/** What was found wrong with a translation, and what was done about it. */
public enum TranslationWarning {
  /** The search's best hypothesis repeats itself and its source doesn't. */
  REPETITION,

  /** Numbers of the best hypothesis aren't the source's, or are missing. */
  NUMBERS,

  /** A web address, e-mail address or user name isn't in the best hypothesis as it is. */
  ADDRESSES,

  /** The best hypothesis is so much shorter than the source that some of it must be missing. */
  LENGTH,

  /** Another hypothesis, which has none of these faults, was taken instead of the best one. */
  REPLACED,

  /** No hypothesis was without repetition, so that the source stands in its place. */
  UNTRANSLATED,

  /** The source was in parts, as the network can't read so much at once. */
  PARTS,

  /** The source is mostly of characters or words that the training data didn't have. */
  UNKNOWN
}
