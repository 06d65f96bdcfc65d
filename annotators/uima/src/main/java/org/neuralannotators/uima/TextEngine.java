package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.model.PredictorOptions;

/**
 * An engine whose model reads texts rather than tokens, and is sure of what it says to some degree.
 * Threads and models as in {@link NeuralEngine}.
 */
public abstract class TextEngine extends NeuralEngine {
  @ConfigurationParameter(
      name = PARAM_MODEL_LOCATION,
      description = "Path of a model bundle, classpath: and a path, or the name of a bundle.")
  private String modelLocation;

  public static final String PARAM_SHARED_BATCHES = SequenceAnnotator.PARAM_SHARED_BATCHES;

  @ConfigurationParameter(
      name = PARAM_SHARED_BATCHES,
      defaultValue = NeuralModelResource.SHARED_BATCHES,
      description = "Whether documents of concurrent threads may share a batch.")
  private boolean sharedBatches;

  public static final String PARAM_MIN_CONFIDENCE = MinConfidence.PARAMETER;

  @ConfigurationParameter(
      name = PARAM_MIN_CONFIDENCE,
      defaultValue = MinConfidence.ANY,
      description = "Annotations with a lower confidence aren't written; from 0 to 1.")
  private double minConfidence;

  private double least;

  /** Checks the parameters before the model is loaded. */
  abstract void configure() throws ResourceInitializationException;

  /** Opens the model. */
  abstract void open(String location, PredictorOptions options)
      throws ResourceInitializationException;

  @Override
  final void open() throws ResourceInitializationException {
    least = MinConfidence.of(getContext(), minConfidence);
    configure();
    open(modelLocation, new PredictorOptions(runOptions(), sharedBatches));
  }

  /**
   * A type that a parameter names, with those of the customary features that it has.
   *
   * @param content what the feature {@code value} holds, such as the label
   */
  final LabelledType written(
      TypeSystem types, TypeParameter parameter, String content, String value)
      throws AnalysisEngineProcessException {
    Type type = parameter.find(types);
    if (type.getFeatureByBaseName(value) == null) {
      warnings()
          .once(
              ("Type [%s] has no feature [%s], so that %s isn't written. Name a type that has it by"
                      + " [%s].")
                  .formatted(type.getName(), value, content, parameter.parameter()));
    }
    return LabelledFeatures.customary(content, value, types, warnings()).anyOf(type);
  }

  /** Whether an annotation of a confidence is written. */
  final boolean isSure(double confidence) {
    return confidence >= least;
  }

  /** The least confidence of annotations that are written. */
  final double leastConfidence() {
    return least;
  }
}
