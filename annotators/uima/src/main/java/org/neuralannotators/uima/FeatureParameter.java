package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;

/**
 * A feature of the annotations that are written: the one that a parameter names, or else the
 * customary one of those types that have it.
 *
 * @param parameter the parameter
 * @param name its value: empty where nothing shall be written, null where the parameter isn't set
 * @param customary name of the feature when the parameter isn't set
 * @param range name of the type of its values
 */
record FeatureParameter(String parameter, String name, String customary, String range) {
  /** The feature of a type; null where it has none that fits. */
  Feature find(Type type) {
    Feature feature = type.getFeatureByBaseName(name == null ? customary : name);
    return feature == null || !feature.getRange().getName().equals(range) ? null : feature;
  }

  /** The same, but a feature that the parameter names must be there. */
  Feature require(Type type) throws AnalysisEngineProcessException {
    Feature feature = find(type);
    if (feature != null || name == null || name.isEmpty()) {
      return feature;
    }
    Feature unfit = type.getFeatureByBaseName(name);
    if (unfit == null) {
      throw Messages.process("unknown_feature", type.getName(), parameter, name);
    }
    throw Messages.process(
        "bad_feature_range", unfit.getName(), parameter, unfit.getRange().getName(), range);
  }

  /** The feature that the parameter names; null where it isn't set. */
  Feature requireNamed(Type type) throws AnalysisEngineProcessException {
    return name == null ? null : require(type);
  }
}
