package org.neuralannotators.encode.transformer;

import org.neuralannotators.network.attention.DistanceTerms;
import org.neuralannotators.network.kernel.RelativePositions;

/**
 * What DeBERTa's attention knows of how far pieces are apart.
 *
 * @param contentToPosition whether queries are compared with distances
 * @param positionToContent whether keys are compared with distances
 * @param sharedProjections whether distances go through the projections of queries and keys
 * @param normalized whether the vectors of distances are normalised
 * @param furthest the largest distance of its own
 * @param buckets rows for the distances of each sign, of which larger ones share some; 0 when each
 *     has its own
 */
public record DebertaDistances(
    boolean contentToPosition,
    boolean positionToContent,
    boolean sharedProjections,
    boolean normalized,
    int furthest,
    int buckets) {
  public DebertaDistances {
    if (furthest < 1 || buckets < 0) {
      throw new IllegalArgumentException(
          "[%d] as furthest distance in [%d] buckets; expected at least 1 in 0 or more"
              .formatted(furthest, buckets));
    }
    if (buckets > 0 && (buckets < 4 || furthest <= buckets / 2 + 1)) {
      throw new IllegalArgumentException(
          "[%d] buckets for distances to [%d]; expected at least 4, and a distance beyond half of"
                  .formatted(buckets, furthest)
              + " them and 1");
    }
  }

  RelativePositions positions() {
    return buckets == 0
        ? RelativePositions.each(furthest)
        : RelativePositions.logarithmic(buckets, furthest);
  }

  DistanceTerms terms() {
    return new DistanceTerms(contentToPosition, positionToContent, sharedProjections);
  }
}
