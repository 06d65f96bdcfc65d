package org.neuralannotators.network.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which row of a table belongs to how far two elements of a sequence are apart (He et al. 2020,
 * equation 3): the rows of negative distances come first, and those of large distances share the
 * first and the last row. Immutable.
 */
public final class RelativePositions {
  private final int rows;

  /** The row of each distance, from the least on whose row is the first. */
  private final int[] table;

  private RelativePositions(int span, int furthest, IntUnaryOperator bucket) {
    rows = 2 * span;
    table =
        IntStream.rangeClosed(-furthest, furthest)
            .map(distance -> Math.min(Math.max(bucket.applyAsInt(distance) + span, 0), rows - 1))
            .toArray();
  }

  /**
   * A row for each distance.
   *
   * @param span the distances from {@code -span} to {@code span - 1} have a row of their own
   */
  public static RelativePositions each(int span) {
    return new RelativePositions(span, span, distance -> distance);
  }

  /**
   * Small distances have a row of their own, and larger ones share rows, the more of them the
   * larger they are (He et al. 2021, DeBERTa-v2's {@code make_log_bucket_position}).
   *
   * @param buckets rows for each sign; the distances below half of them have their own
   * @param furthest the distance from which on there are no more rows, above half of the buckets
   */
  public static RelativePositions logarithmic(int buckets, int furthest) {
    return new RelativePositions(
        buckets, furthest, distance -> bucket(distance, buckets / 2, furthest));
  }

  /** Rows of the table. */
  public int rows() {
    return rows;
  }

  /** The row of a distance: the place of the query less that of the key. */
  public int row(int distance) {
    int furthest = table.length / 2;
    return table[Math.min(Math.max(distance, -furthest), furthest) + furthest];
  }

  /** The first row that a sequence of a length needs. */
  public int begin(int length) {
    return row(1 - length);
  }

  /** Behind the last row that a sequence of a length needs. */
  public int end(int length) {
    return row(length - 1) + 1;
  }

  /** For each distance in a sequence of a length, from the least on, which of these rows it has. */
  int[] table(int length) {
    int[] own = new int[2 * length - 1];
    Arrays.setAll(own, i -> row(i + 1 - length) - begin(length));
    return own;
  }

  /** In single precision, as checkpoints were trained: where a bucket ends depends on it. */
  private static int bucket(int distance, int middle, int furthest) {
    int size = Math.abs(distance);
    if (size <= middle) {
      return distance;
    }
    float share = log((float) size / middle) / log((float) ((furthest - 1) / (double) middle));
    return Integer.signum(distance) * (int) (Math.ceil(share * (middle - 1)) + middle);
  }

  private static float log(float x) {
    return (float) Math.log(x);
  }
}
