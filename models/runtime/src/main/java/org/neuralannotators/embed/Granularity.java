package org.neuralannotators.embed;

/** What gets a vector. */
public enum Granularity {
  /** Each token. */
  TOKEN,

  /** Each sentence: the mean of its tokens' vectors, as {@link MeanVector} has it. */
  SENTENCE,

  /** Both. */
  BOTH;

  public boolean tokens() {
    return this != SENTENCE;
  }

  public boolean sentences() {
    return this != TOKEN;
  }
}
