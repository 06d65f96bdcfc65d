package org.neuralannotators.uima;

import static org.neuralannotators.uima.NamedEntityRecognizer.PARAM_CONFIDENCE_FEATURE;
import static org.neuralannotators.uima.NamedEntityRecognizer.PARAM_MODEL_ID_FEATURE;
import static org.neuralannotators.uima.NamedEntityRecognizer.PARAM_VALUE_FEATURE;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;

/**
 * The features of an entity by name; an empty name stands for a feature that isn't written.
 *
 * @param value the label, a string
 * @param confidence the confidence, a double
 * @param modelId the model's identifier, a string
 */
record EntityFeatures(String value, String confidence, String modelId) {
  /** The type with all features; each that is named must exist. */
  EntityType allOf(Type type) throws AnalysisEngineProcessException {
    require(type, PARAM_VALUE_FEATURE, value, CAS.TYPE_NAME_STRING);
    require(type, PARAM_CONFIDENCE_FEATURE, confidence, CAS.TYPE_NAME_DOUBLE);
    require(type, PARAM_MODEL_ID_FEATURE, modelId, CAS.TYPE_NAME_STRING);
    return anyOf(type);
  }

  /** The type with those features that it has. */
  EntityType anyOf(Type type) {
    return new EntityType(
        type,
        find(type, value, CAS.TYPE_NAME_STRING),
        find(type, confidence, CAS.TYPE_NAME_DOUBLE),
        find(type, modelId, CAS.TYPE_NAME_STRING));
  }

  private static Feature find(Type type, String name, String range) {
    Feature feature = type.getFeatureByBaseName(name);
    return feature == null || !feature.getRange().getName().equals(range) ? null : feature;
  }

  private static void require(Type type, String parameter, String name, String range)
      throws AnalysisEngineProcessException {
    if (name.isEmpty()) {
      return;
    }
    Feature feature = type.getFeatureByBaseName(name);
    if (feature == null) {
      throw Messages.process("unknown_feature", type.getName(), parameter, name);
    }
    String found = feature.getRange().getName();
    if (!found.equals(range)) {
      throw Messages.process("bad_feature_range", feature.getName(), parameter, found, range);
    }
  }
}
