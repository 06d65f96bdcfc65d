package org.neuralannotators.uima;

import org.apache.uima.fit.component.Resource_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;

/**
 * A model that engines of an aggregate name once and share. Bind it to {@link
 * SequenceAnnotator#RES_MODEL}.
 *
 * <p>Thread-safe. The resource itself holds no native memory: each engine opens the model and
 * closes it when it is destroyed, and the last one to do so frees it.
 */
public class NeuralModelResource extends Resource_ImplBase {
  // Annotations take constants only; a test holds it to the default of TaggerOptions.
  static final String SHARED_BATCHES = "true";

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

  /** As in {@link SequenceAnnotator}. */
  public static final String PARAM_SHARED_BATCHES = SequenceAnnotator.PARAM_SHARED_BATCHES;

  @ConfigurationParameter(name = PARAM_SHARED_BATCHES, defaultValue = SHARED_BATCHES)
  private boolean sharedBatches;

  /**
   * The shared model; the caller closes it.
   *
   * @throws ResourceInitializationException when the model is missing or damaged
   */
  public SequenceTagger open() throws ResourceInitializationException {
    return open(modelLocation, numThreads, batchTokens, sharedBatches);
  }

  static SequenceTagger open(
      String location, int numThreads, int batchTokens, boolean sharedBatches)
      throws ResourceInitializationException {
    return Models.load(
        location,
        () -> new TaggerOptions(numThreads, batchTokens, sharedBatches),
        SequenceTaggers::load);
  }
}
