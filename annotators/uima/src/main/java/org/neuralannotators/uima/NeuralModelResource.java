package org.neuralannotators.uima;

import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;

/**
 * A model that engines of an aggregate name once and share. Bind it to {@link
 * SequenceAnnotator#RES_MODEL}.
 */
public class NeuralModelResource extends NeuralResource {
  // Annotations take constants only; a test holds it to the default of TaggerOptions.
  static final String SHARED_BATCHES = "true";

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
    return open(modelLocation(), runOptions(), sharedBatches);
  }

  static SequenceTagger open(String location, RunOptions run, boolean sharedBatches)
      throws ResourceInitializationException {
    return Models.load(location, new TaggerOptions(run, sharedBatches), SequenceTaggers::load);
  }
}
