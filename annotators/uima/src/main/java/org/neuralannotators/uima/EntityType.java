package org.neuralannotators.uima;

import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.label.TaggedSpan;

/**
 * A type of annotation for entities.
 *
 * @param type a subtype of annotation
 * @param value feature for the label, or null: then it isn't written
 * @param confidence feature for the confidence, or null
 * @param modelId feature for the model's identifier, or null
 */
record EntityType(Type type, Feature value, Feature confidence, Feature modelId) {
  void annotate(CAS view, int begin, int end, TaggedSpan span, String model) {
    AnnotationFS entity = view.createAnnotation(type, begin, end);
    if (value != null) {
      entity.setStringValue(value, span.label());
    }
    if (confidence != null) {
      entity.setDoubleValue(confidence, span.confidence());
    }
    if (modelId != null) {
      entity.setStringValue(modelId, model);
    }
    view.addFsToIndexes(entity);
  }
}
