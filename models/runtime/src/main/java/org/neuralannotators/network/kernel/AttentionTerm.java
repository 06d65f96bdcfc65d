package org.neuralannotators.network.kernel;

/**
 * What counts in the scores of attention besides the products of queries and keys. It is asked for
 * each sequence that isn't empty, one after the other.
 */
public interface AttentionTerm {
  /**
   * Adds to the scores of a sequence.
   *
   * @param scores [heads elements, keys], scaled already
   */
  void add(int sequence, Matrix scores);

  /**
   * Adds to the gradients of what the term is made of.
   *
   * @param dScores gradient of the scores; not to be changed
   */
  void backward(int sequence, Matrix dScores);
}
