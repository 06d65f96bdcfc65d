package org.neuralannotators.prompt;

/** What is done with a text that is too long to be read as a whole with its prompt. */
public enum LongTexts {
  /** It is refused. */
  ERROR,
  /** Its end is left out, and the log tells it once. */
  TRUNCATE,
  /**
   * It is read in parts that don't overlap, of whole sentences where these aren't too long. The
   * probabilities of classes are averaged; a field has the first text that isn't empty.
   */
  WINDOWS
}
