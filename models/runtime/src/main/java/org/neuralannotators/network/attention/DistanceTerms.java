package org.neuralannotators.network.attention;

/**
 * What distances have to say in attention (He et al. 2020, section 3.1).
 *
 * @param ofQueries whether queries are compared with vectors of distances (content to position)
 * @param ofKeys whether keys are (position to content)
 * @param shared whether the vectors go through the projections of queries and keys, not through
 *     their own
 */
public record DistanceTerms(boolean ofQueries, boolean ofKeys, boolean shared) {
  public DistanceTerms {
    if (!ofQueries && !ofKeys) {
      throw new IllegalArgumentException(
          "Distances that neither queries nor keys are compared with; expected one of them");
    }
  }
}
