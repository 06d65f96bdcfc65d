package org.neuralannotators.network.kernel;

/**
 * The weights of a recurrent layer of {@code H} units on inputs of {@code C} columns, or gradients
 * of them.
 *
 * @param input [C, gates H]
 * @param hidden [H, gates H]
 * @param bias [1, gates H]
 */
public record RecurrentWeights(Matrix input, Matrix hidden, Matrix bias) {
  /** Number of units. */
  public int units() {
    return hidden.rows();
  }
}
