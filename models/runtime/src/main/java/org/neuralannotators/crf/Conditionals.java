package org.neuralannotators.crf;

/** The probabilities of a neighbour's labels, given a token's label and what is beyond. */
@FunctionalInterface
interface Conditionals {
  /** By the neighbour's label; the array is overwritten by the next call. */
  double[] of(int label);
}
