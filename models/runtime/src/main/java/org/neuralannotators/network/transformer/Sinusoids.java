package org.neuralannotators.network.transformer;

import java.util.Arrays;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Vectors of distances that aren't learned: sines, then cosines, of falling frequencies (Vaswani et
 * al. 2017, section 3.5; Dai et al. 2019, section 3.3). Thread-safe.
 */
public final class Sinusoids {
  private final int columns;
  private final int furthest;

  /** Those of the distances from 0 on; grows, but is never changed. */
  private volatile double[][] known = {};

  /**
   * @param columns an even number
   * @param furthest larger distances count as this one; 0 for no limit
   */
  public Sinusoids(int columns, int furthest) {
    if (columns < 2 || columns % 2 != 0) {
      throw new IllegalArgumentException(
          "[%d] columns of sines and cosines; expected an even number".formatted(columns));
    }
    this.columns = columns;
    this.furthest = furthest;
  }

  /**
   * The vectors of all distances in a sequence, the largest first: that of a query to the first key
   * is its length less 1, that to the last one the same below 0.
   *
   * @param length of the longest sequence of a batch
   * @return [2 length - 1, columns]
   */
  public Matrix of(Pass pass, int length) {
    double[][] table = upTo(clamped(length - 1));
    double[] numbers = new double[(2 * length - 1) * columns];
    for (int i = 0; i < 2 * length - 1; i++) {
      int distance = length - 1 - i;
      double[] vector = table[clamped(Math.abs(distance))];
      int at = i * columns;
      System.arraycopy(vector, 0, numbers, at, columns);
      for (int j = 0; distance < 0 && j < columns / 2; j++) {
        numbers[at + j] = -vector[j];
      }
    }
    return pass.workspace().matrix(2 * length - 1, columns).write(numbers);
  }

  /**
   * The vectors of some positions.
   *
   * @param positions from 0
   * @return [positions, columns]
   */
  public Matrix at(Pass pass, int[] positions) {
    double[][] table = upTo(clamped(Arrays.stream(positions).max().orElse(0)));
    double[] numbers = new double[positions.length * columns];
    for (int i = 0; i < positions.length; i++) {
      System.arraycopy(table[clamped(positions[i])], 0, numbers, i * columns, columns);
    }
    return pass.workspace().matrix(positions.length, columns).write(numbers);
  }

  private int clamped(int distance) {
    return furthest == 0 ? distance : Math.min(distance, furthest);
  }

  private double[][] upTo(int distance) {
    double[][] table = known;
    if (table.length > distance) {
      return table;
    }
    double[][] longer = new double[Math.max(distance + 1, 2 * table.length)][columns];
    for (int i = 0; i < longer.length; i++) {
      for (int j = 0; j < columns / 2; j++) {
        double angle = i * Math.pow(10_000, -2.0 * j / columns);
        longer[i][j] = Math.sin(angle);
        longer[i][columns / 2 + j] = Math.cos(angle);
      }
    }
    known = longer;
    return longer;
  }
}
