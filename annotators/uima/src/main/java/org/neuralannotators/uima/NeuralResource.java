package org.neuralannotators.uima;

import org.apache.uima.fit.component.Resource_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;

/**
 * A model that engines of an aggregate name once and share, and the parameters that all kinds of
 * them have.
 *
 * <p>Thread-safe. The resource itself holds no native memory: each engine opens the model and
 * closes it when it is destroyed, and the last one to do so frees it.
 */
public abstract class NeuralResource extends Resource_ImplBase {
  /** Path of a bundle, {@code classpath:} and a path, or the name of a bundle. */
  public static final String PARAM_MODEL_LOCATION = NeuralEngine.PARAM_MODEL_LOCATION;

  @ConfigurationParameter(name = PARAM_MODEL_LOCATION)
  private String modelLocation;

  /** As in {@link NeuralEngine}. */
  public static final String PARAM_NUM_THREADS = NeuralEngine.PARAM_NUM_THREADS;

  @ConfigurationParameter(name = PARAM_NUM_THREADS, defaultValue = Models.ALL_PROCESSORS)
  private int numThreads;

  /** As in {@link NeuralEngine}. */
  public static final String PARAM_BATCH_TOKENS = NeuralEngine.PARAM_BATCH_TOKENS;

  @ConfigurationParameter(name = PARAM_BATCH_TOKENS, defaultValue = Models.TOKENS_IN_A_BATCH)
  private int batchTokens;

  final String modelLocation() {
    return modelLocation;
  }

  final int numThreads() {
    return numThreads;
  }

  final int batchTokens() {
    return batchTokens;
  }
}
