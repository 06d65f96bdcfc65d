package org.neuralannotators.uima;

import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.kernel.Precision;

/**
 * How a network runs, whatever it is for.
 *
 * @param numThreads 0 for as many as there are processors
 * @param batchTokens how many tokens share a batch
 */
record Computation(int numThreads, int batchTokens, Precision precision) {
  static Computation of(int numThreads, int batchTokens, String precision)
      throws ResourceInitializationException {
    return new Computation(
        numThreads,
        batchTokens,
        Choice.of(NeuralEngine.PARAM_PRECISION, precision, Precision.class));
  }
}
