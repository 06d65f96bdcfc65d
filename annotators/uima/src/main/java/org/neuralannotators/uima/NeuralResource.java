package org.neuralannotators.uima;

import java.util.Map;
import org.apache.uima.fit.component.Resource_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.factory.ConfigurationParameterFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.ResourceSpecifier;
import org.neuralannotators.network.RunOptions;

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

  @ConfigurationParameter(name = PARAM_NUM_THREADS, defaultValue = RunParameters.ALL_PROCESSORS)
  private int numThreads;

  /** As in {@link NeuralEngine}. */
  public static final String PARAM_BATCH_TOKENS = NeuralEngine.PARAM_BATCH_TOKENS;

  @ConfigurationParameter(name = PARAM_BATCH_TOKENS, defaultValue = RunParameters.TOKENS_IN_A_BATCH)
  private int batchTokens;

  /** As in {@link NeuralEngine}. */
  public static final String PARAM_PRECISION = NeuralEngine.PARAM_PRECISION;

  @ConfigurationParameter(name = PARAM_PRECISION, defaultValue = RunParameters.SINGLE_PRECISION)
  private String precision;

  @Override
  public boolean initialize(ResourceSpecifier specifier, Map<String, Object> parameters)
      throws ResourceInitializationException {
    KnownParameters.of(getClass())
        .require(
            ConfigurationParameterFactory.getParameterSettings(specifier).keySet(),
            new Warnings(getLogger()));
    return super.initialize(specifier, parameters);
  }

  final String modelLocation() {
    return modelLocation;
  }

  final RunOptions runOptions() throws ResourceInitializationException {
    return RunParameters.options(numThreads, batchTokens, precision);
  }
}
