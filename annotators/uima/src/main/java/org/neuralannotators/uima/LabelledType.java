package org.neuralannotators.uima;

import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;

/**
 * A type of annotation that can say what a model found.
 *
 * @param type a subtype of annotation
 * @param value feature for the label, or null: then it isn't written
 * @param confidence feature for the confidence, or null
 * @param modelId feature for the model's identifier, or null
 */
record LabelledType(
    Type type,
    WrittenFeature<String> value,
    WrittenFeature<Double> confidence,
    WrittenFeature<String> modelId) {
  /** Adds an annotation. */
  AnnotationFS annotate(
      CAS view, int begin, int end, String label, double probability, String model) {
    AnnotationFS annotation = view.createAnnotation(type, begin, end);
    write(annotation, label, probability, model);
    view.addFsToIndexes(annotation);
    return annotation;
  }

  /** The type as one that a model writes. */
  Written writtenBy(String model) {
    return Written.by(model, type, modelId == null ? null : modelId.feature());
  }

  /** The label of an annotation of the type; null where it says none. */
  String labelOf(AnnotationFS annotation) {
    return value == null ? null : annotation.getStringValue(value.feature());
  }

  /** Writes onto an annotation of the type. */
  void write(AnnotationFS annotation, String label, double probability, String model) {
    if (value != null) {
      value.write(annotation, label);
    }
    if (confidence != null) {
      confidence.write(annotation, probability);
    }
    if (modelId != null) {
      modelId.write(annotation, model);
    }
  }
}
