package org.neuralannotators.uima;

import org.apache.uima.resource.ResourceInitializationException;

/** How networks run in tests. */
final class TestComputations {
  private TestComputations() {}

  /** As without parameters. */
  static Computation byDefault() throws ResourceInitializationException {
    return Computation.of(
        Integer.parseInt(Models.ALL_PROCESSORS),
        Integer.parseInt(Models.TOKENS_IN_A_BATCH),
        Models.SINGLE_PRECISION);
  }
}
