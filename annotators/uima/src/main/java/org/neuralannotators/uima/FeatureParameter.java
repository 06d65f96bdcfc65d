package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;

/**
 * A feature of the annotations that are written: the one that a parameter names, or else the
 * customary one of those types that have it.
 *
 * @param parameter the parameter; null where there is none
 * @param name its value: empty where nothing shall be written, null where the parameter isn't set
 * @param customary name of the feature when the parameter isn't set
 * @param kind what is written
 * @param warnings are told of a customary feature that doesn't take it
 */
record FeatureParameter<V>(
    String parameter, String name, String customary, FeatureKind<V> kind, Warnings warnings) {
  /** Whether the parameter says which feature it is, or that there is none. */
  boolean isSet() {
    return name != null;
  }

  /** The feature of a type, whatever it takes; null where it has none. */
  Feature of(Type type) {
    return type.getFeatureByBaseName(isSet() ? name : customary);
  }

  /**
   * The same, if it takes what is written; else null.
   *
   * @throws AnalysisEngineProcessException when the parameter names one that doesn't take such
   *     values
   */
  WrittenFeature<V> find(Type type) throws AnalysisEngineProcessException {
    Feature feature = of(type);
    WrittenFeature<V> found = feature == null ? null : kind.of(feature);
    if (feature == null || found != null) {
      return found;
    }
    if (isSet()) {
      throw Messages.process(
          "bad_feature_range",
          feature.getName(),
          parameter,
          feature.getRange().getName(),
          kind.ranges(),
          kind.content());
    }
    warnings.once(
        "Feature [%s] holds values of type [%s], so that %s isn't written there; expected %s.%s"
            .formatted(
                feature.getName(),
                feature.getRange().getName(),
                kind.content(),
                kind.ranges(),
                parameter == null
                    ? ""
                    : " Name another by [%s], or set that to nothing.".formatted(parameter)));
    return null;
  }

  /** The same, but a feature that the parameter names must be there. */
  WrittenFeature<V> require(Type type) throws AnalysisEngineProcessException {
    requireIn(List.of(type));
    return find(type);
  }

  /** The feature that the parameter names; null where it isn't set. */
  WrittenFeature<V> requireNamed(Type type) throws AnalysisEngineProcessException {
    return isSet() ? require(type) : null;
  }

  /** Checks that a feature which the parameter names is there in one of the types. */
  void requireIn(List<Type> types) throws AnalysisEngineProcessException {
    if (isSet()
        && !name.isEmpty()
        && !types.isEmpty()
        && types.stream().allMatch(type -> type.getFeatureByBaseName(name) == null)) {
      String names = String.join(", ", types.stream().map(Type::getName).toList());
      throw Messages.process("unknown_feature", names, parameter, name);
    }
  }
}
