package org.neuralannotators.zeroshot;

/**
 * A span that may be an entity.
 *
 * @param begin the first word
 * @param end behind the last word
 * @param label its number in the query
 * @param score probability that it is one
 */
record ScoredSpan(int begin, int end, int label, double score) {
  /** The same where the words have other numbers. */
  ScoredSpan shifted(int words) {
    return new ScoredSpan(begin + words, end + words, label, score);
  }
}
