package org.neuralannotators.network.kernel;

/**
 * What counts in the scores of attention besides the products of queries and keys. It is asked for
 * each sequence that isn't empty, one after the other.
 */
public interface AttentionTerm {
  /** Nothing, but the products aren't scaled (Raffel et al. 2020, section 2.1). */
  AttentionTerm UNSCALED =
      new AttentionTerm() {
        @Override
        public void add(int sequence, Matrix scores) {}

        @Override
        public void backward(int sequence, Matrix dScores) {}

        @Override
        public double factor(int size) {
          return 1;
        }
      };

  /**
   * Adds to the scores of a sequence.
   *
   * @param scores [heads elements, keys], scaled already; there may be gaps between the rows
   */
  void add(int sequence, Matrix scores);

  /**
   * Adds to the gradients of what the term is made of.
   *
   * @param dScores gradient of the scores; not to be changed
   */
  void backward(int sequence, Matrix dScores);

  /**
   * What the products are multiplied by; without relative scores.
   *
   * @param size columns of a head
   */
  default double factor(int size) {
    return 1 / Math.sqrt(size);
  }
}
