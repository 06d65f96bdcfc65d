package org.neuralannotators.network.attention;

/**
 * Distances of two elements of a sequence that count as the same (Raffel et al. 2020, section 2.1):
 * small ones have a bucket each; larger ones share buckets, the more the larger they are.
 *
 * @param count of the buckets; a multiple of 4
 * @param furthest the distance from which on there are no more buckets
 * @param bothWays whether elements behind have buckets of their own, which are the second half of
 *     all; else what is behind counts as distance 0, and is better not attended to
 */
public record DistanceBuckets(int count, int furthest, boolean bothWays) {
  public DistanceBuckets {
    int exact = count / (bothWays ? 4 : 2);
    if (count < 4 || count % 4 != 0 || furthest <= exact) {
      throw new IllegalArgumentException(
          "[%d] buckets for distances up to [%d]; expected a multiple of 4, and a distance above [%d]"
              .formatted(count, furthest, exact));
    }
  }

  /**
   * The bucket of a distance.
   *
   * @param distance the place of the key less that of the query
   */
  int of(int distance) {
    if (!bothWays) {
      return of(Math.max(0, -distance), count);
    }
    int half = count / 2;
    return of(Math.abs(distance), half) + (distance > 0 ? half : 0);
  }

  private int of(int size, int buckets) {
    int exact = buckets / 2;
    if (size < exact) {
      return size;
    }
    // In single precision, as checkpoints were trained: where a bucket ends depends on it.
    float share = (float) Math.log((float) size / exact);
    share /= (float) Math.log((double) furthest / exact);
    return Math.min(exact + (int) (share * (buckets - exact)), buckets - 1);
  }
}
