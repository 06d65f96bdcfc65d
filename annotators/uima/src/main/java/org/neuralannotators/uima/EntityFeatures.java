package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;

/**
 * The features of an entity.
 *
 * @param value the label, a string
 * @param confidence the confidence, a double
 * @param modelId the model's name, a string
 */
record EntityFeatures(
    FeatureParameter value, FeatureParameter confidence, FeatureParameter modelId) {
  /** The type with all features that parameters name. */
  EntityType allOf(Type type) throws AnalysisEngineProcessException {
    return new EntityType(
        type, value.require(type), confidence.require(type), modelId.require(type));
  }

  /** The type with those features that it has. */
  EntityType anyOf(Type type) {
    return new EntityType(type, value.find(type), confidence.find(type), modelId.find(type));
  }
}
