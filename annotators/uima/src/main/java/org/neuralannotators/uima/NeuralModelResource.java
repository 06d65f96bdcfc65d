package org.neuralannotators.uima;

import java.io.IOException;
import org.apache.uima.fit.component.Resource_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;

/**
 * A model that engines of an aggregate name once and share. Bind it to {@link
 * SequenceAnnotator#RES_MODEL}.
 *
 * <p>Thread-safe. The resource itself holds no native memory: each engine opens the model and
 * closes it when it is destroyed, and the last one to do so frees it.
 */
public class NeuralModelResource extends Resource_ImplBase {
  /** Path of a bundle, {@code classpath:} and a path, or the name of a bundle. */
  public static final String PARAM_MODEL_LOCATION = SequenceAnnotator.PARAM_MODEL_LOCATION;

  @ConfigurationParameter(name = PARAM_MODEL_LOCATION)
  private String modelLocation;

  /**
   * The shared model; the caller closes it.
   *
   * @throws ResourceInitializationException when the model is missing or damaged
   */
  public SequenceTagger open() throws ResourceInitializationException {
    return open(modelLocation);
  }

  static SequenceTagger open(String location) throws ResourceInitializationException {
    try {
      return SequenceTaggers.load(location);
    } catch (IOException | RuntimeException e) {
      throw Messages.initialization(e, "model_not_loaded", location, e.getMessage());
    }
  }
}
