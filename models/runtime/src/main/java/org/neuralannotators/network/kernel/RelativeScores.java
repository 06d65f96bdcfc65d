package org.neuralannotators.network.kernel;

/**
 * What attention knows of how far apart a query and a key are: the disentangled attention of
 * DeBERTa (He et al. 2020, equation 4). Beside the product of both there are those of the query
 * with the vector of a distance, and of the key with another one; all are divided by the square
 * root of how many they are.
 *
 * @param positions which row belongs to a distance
 * @param begin the row of the tables that is the first one here
 * @param keys [rows, H] with which queries are multiplied, head after head; null for none
 * @param queries [rows, H] with which keys are multiplied, head after head; null for none
 */
public record RelativeScores(RelativePositions positions, int begin, Matrix keys, Matrix queries) {
  /** How many products are summed up. */
  int parts() {
    return 1 + (keys == null ? 0 : 1) + (queries == null ? 0 : 1);
  }

  /** The rows that a sequence needs, all of {@code matrix} being as many as those of the record. */
  Matrix used(Matrix matrix, int length) {
    return matrix == null
        ? null
        : matrix.rows(positions.begin(length) - begin, positions.end(length) - begin);
  }
}
