package org.neuralannotators.spark;

/** What gets a vector. */
enum VectorUnit {
  /** Each token. */
  TOKEN,
  /** Each sentence: the mean of its tokens' vectors. */
  SENTENCE,
  /** The document: the mean of all tokens' vectors, as a vector of Spark ML. */
  DOCUMENT
}
