package org.neuralannotators.uima;

import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.zeroshot.EntityQuery;

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
  public final SequenceTagger open() throws ResourceInitializationException {
    return open(null);
  }

  /**
   * The shared model, which looks for what an engine wants; the caller closes it.
   *
   * @param query null for what the model says
   * @throws ResourceInitializationException when the model is missing, damaged or not for a query
   */
  public SequenceTagger open(EntityQuery query) throws ResourceInitializationException {
    return open(modelLocation(), new TaggerOptions(runOptions(), sharedBatches, query));
  }

  static SequenceTagger open(String location, TaggerOptions options)
      throws ResourceInitializationException {
    return Models.load(location, options, SequenceTaggers::load);
  }
}
