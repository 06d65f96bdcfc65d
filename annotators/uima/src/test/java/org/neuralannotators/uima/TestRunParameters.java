package org.neuralannotators.uima;

import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.RunOptions;

/** How networks run in tests. */
final class TestRunParameters {
  private TestRunParameters() {}

  /** As without parameters. */
  static RunOptions byDefault() throws ResourceInitializationException {
    return RunParameters.options(
        Integer.parseInt(RunParameters.ALL_PROCESSORS),
        Integer.parseInt(RunParameters.TOKENS_IN_A_BATCH),
        RunParameters.SINGLE_PRECISION);
  }
}
