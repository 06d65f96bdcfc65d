package org.neuralannotators.uima;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.neuralannotators.types.TypeNames;

/**
 * The features for what a model says of an annotation.
 *
 * @param value the label
 * @param confidence the confidence
 * @param modelId the model's name
 */
record LabelledFeatures(
    FeatureParameter<String> value,
    FeatureParameter<Double> confidence,
    FeatureParameter<String> modelId) {
  /**
   * The customary ones, where no parameter names others.
   *
   * @param content what {@code value} holds, such as the label
   */
  static LabelledFeatures customary(
      String content, String value, TypeSystem types, Warnings warnings) {
    return new LabelledFeatures(
        text(content, null, null, value, types, warnings),
        confidence(null, null, warnings),
        modelId(null, null, types, warnings));
  }

  static FeatureParameter<String> label(
      String parameter, String name, String customary, TypeSystem types, Warnings warnings) {
    return text("the label", parameter, name, customary, types, warnings);
  }

  static FeatureParameter<Double> confidence(String parameter, String name, Warnings warnings) {
    return new FeatureParameter<>(
        parameter, name, TypeNames.CONFIDENCE, FeatureKind.CONFIDENCE, warnings);
  }

  static FeatureParameter<String> modelId(
      String parameter, String name, TypeSystem types, Warnings warnings) {
    return text("the model's name", parameter, name, TypeNames.MODEL_ID, types, warnings);
  }

  private static FeatureParameter<String> text(
      String content,
      String parameter,
      String name,
      String customary,
      TypeSystem types,
      Warnings warnings) {
    return new FeatureParameter<>(
        parameter, name, customary, FeatureKind.text(content, types, warnings), warnings);
  }

  /** The same with another feature for the label. */
  LabelledFeatures withValue(FeatureParameter<String> other) {
    return new LabelledFeatures(other, confidence, modelId);
  }

  /** The type with all features that parameters name. */
  LabelledType allOf(Type type) throws AnalysisEngineProcessException {
    requireIn(List.of(type));
    return anyOf(type);
  }

  /** The type with those features that it has. */
  LabelledType anyOf(Type type) throws AnalysisEngineProcessException {
    return new LabelledType(type, value.find(type), confidence.find(type), modelId.find(type));
  }

  /** Checks that each feature which a parameter names is there in one of the types. */
  void requireIn(List<Type> types) throws AnalysisEngineProcessException {
    value.requireIn(types);
    confidence.requireIn(types);
    modelId.requireIn(types);
  }
}
