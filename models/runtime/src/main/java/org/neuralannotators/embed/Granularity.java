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

  /**
   * Accepts only {@link #SENTENCE}, as of a model that embeds whole texts.
   *
   * @param option where it is given, and the model's location, for the error
   * @throws IllegalArgumentException when tokens shall get vectors
   */
  public void requireSentences(String option, String location) {
    if (this != SENTENCE) {
      throw new IllegalArgumentException(
          "Option [%s] is [%s], and [%s] embeds texts; expected [%s]"
              .formatted(option, this, location, SENTENCE));
    }
  }
}
