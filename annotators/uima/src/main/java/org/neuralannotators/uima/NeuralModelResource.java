package org.neuralannotators.uima;

import java.io.IOException;
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
  // Annotations take constants only; a test holds them to the defaults of TaggerOptions.
  static final String ALL_PROCESSORS = "0";
  static final String TOKENS_IN_A_BATCH = "1024";
  static final String SHARED_BATCHES = "true";

  /** Path of a bundle, {@code classpath:} and a path, or the name of a bundle. */
  public static final String PARAM_MODEL_LOCATION = SequenceAnnotator.PARAM_MODEL_LOCATION;

  @ConfigurationParameter(name = PARAM_MODEL_LOCATION)
  private String modelLocation;

  /** As in {@link SequenceAnnotator}. */
  public static final String PARAM_NUM_THREADS = SequenceAnnotator.PARAM_NUM_THREADS;

  @ConfigurationParameter(name = PARAM_NUM_THREADS, defaultValue = ALL_PROCESSORS)
  private int numThreads;

  /** As in {@link SequenceAnnotator}. */
  public static final String PARAM_BATCH_TOKENS = SequenceAnnotator.PARAM_BATCH_TOKENS;

  @ConfigurationParameter(name = PARAM_BATCH_TOKENS, defaultValue = TOKENS_IN_A_BATCH)
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
    return load(location, numThreads, batchTokens, sharedBatches, SequenceTaggers::load);
  }

  /** Loads a model of some kind. */
  @FunctionalInterface
  interface Loader<M> {
    M load(String location, TaggerOptions options) throws IOException;
  }

  static <M> M load(
      String location, int numThreads, int batchTokens, boolean sharedBatches, Loader<M> loader)
      throws ResourceInitializationException {
    TaggerOptions options;
    try {
      options = new TaggerOptions(numThreads, batchTokens, sharedBatches);
    } catch (IllegalArgumentException e) {
      throw Messages.initialization(e, "bad_option", e.getMessage());
    }
    try {
      return loader.load(location, options);
    } catch (LinkageError e) {
      throw Messages.initialization(e, "native_not_loaded", location, e);
    } catch (IOException | RuntimeException e) {
      throw Messages.initialization(e, "model_not_loaded", location, e.getMessage());
    }
  }
}
