package org.neuralannotators.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/** The numbers with which a parameter starts, row after row. */
@FunctionalInterface
public interface Initializer {
  /** Numbers for a matrix. */
  double[] numbers(RandomGenerator random, int rows, int columns);

  /** All 0. */
  static Initializer zeros() {
    return (random, rows, columns) -> new double[rows * columns];
  }

  /** All 1. */
  static Initializer ones() {
    return blockOfOnes(0, 1);
  }

  /** All the same. */
  static Initializer constant(double value) {
    return (random, rows, columns) ->
        DoubleStream.generate(() -> value).limit((long) rows * columns).toArray();
  }

  /** Uniform in [-bound, bound]. */
  static Initializer uniform(double bound) {
    return (random, rows, columns) ->
        random.doubles((long) rows * columns).map(u -> (2 * u - 1) * bound).toArray();
  }

  /**
   * Uniform with variance 2 / (inputs + outputs): Glorot and Bengio 2010, equation 16. Columns may
   * hold several blocks of outputs, such as the gates of a recurrent cell.
   */
  static Initializer glorot(int blocks) {
    return (random, rows, columns) ->
        uniform(Math.sqrt(6.0 / (rows + columns / (double) blocks))).numbers(random, rows, columns);
  }

  /** Uniform with variance 1 / columns, for embeddings (Ma and Hovy 2016, section 3.1). */
  static Initializer embedding() {
    return (random, rows, columns) ->
        uniform(Math.sqrt(3.0 / columns)).numbers(random, rows, columns);
  }

  /**
   * Normal around 0, redrawn beyond two standard deviations: as BERT's weights start (Devlin et al.
   * 2018, {@code truncated_normal_initializer}).
   */
  static Initializer truncatedNormal(double deviation) {
    return (random, rows, columns) ->
        DoubleStream.generate(random::nextGaussian)
            .filter(x -> Math.abs(x) <= 2)
            .limit((long) rows * columns)
            .map(x -> x * deviation)
            .toArray();
  }

  /** Normal around 0. */
  static Initializer normal(double deviation) {
    return (random, rows, columns) ->
        DoubleStream.generate(random::nextGaussian)
            .limit((long) rows * columns)
            .map(x -> x * deviation)
            .toArray();
  }

  /** One block of columns 1, the others 0: the forget gate (Jozefowicz et al. 2015). */
  static Initializer blockOfOnes(int block, int blocks) {
    return (random, rows, columns) -> {
      double[] numbers = new double[rows * columns];
      int width = columns / blocks;
      for (int row = 0; row < rows; row++) {
        int from = row * columns + block * width;
        Arrays.fill(numbers, from, from + width, 1);
      }
      return numbers;
    };
  }
}
