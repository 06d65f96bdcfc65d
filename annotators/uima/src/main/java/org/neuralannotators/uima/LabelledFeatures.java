package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;

/**
 * The features for what a model says of an annotation.
 *
 * @param value the label, a string
 * @param confidence the confidence, a double
 * @param modelId the model's name, a string
 */
record LabelledFeatures(
    FeatureParameter value, FeatureParameter confidence, FeatureParameter modelId) {
  /** The type with all features that parameters name. */
  LabelledType allOf(Type type) throws AnalysisEngineProcessException {
    return new LabelledType(
        type, value.require(type), confidence.require(type), modelId.require(type));
  }

  /** The type with those features that it has. */
  LabelledType anyOf(Type type) {
    return new LabelledType(type, value.find(type), confidence.find(type), modelId.find(type));
  }
}
