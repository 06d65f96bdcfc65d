package org.neuralannotators.uima;

import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;

/** The parameters that say how a network runs. */
final class RunParameters {
  // Annotations take constants only; tests hold them to the defaults of the models.
  static final String ALL_PROCESSORS = "0";
  static final String TOKENS_IN_A_BATCH = "1024";
  static final String SINGLE_PRECISION = "fp32";

  private RunParameters() {}

  static RunOptions options(int numThreads, int batchTokens, String precision)
      throws ResourceInitializationException {
    Precision chosen = Choice.of(NeuralEngine.PARAM_PRECISION, precision, Precision.class);
    return Models.checked(() -> new RunOptions(numThreads, batchTokens, chosen));
  }
}
