package org.neuralannotators.uima;

import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FloatArrayFS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.types.TypeNames;

/**
 * A type of our own with a vector.
 *
 * @param vector feature for the numbers
 * @param modelId feature for the model's name
 */
record EmbeddingType(Type type, Feature vector, Feature modelId) {
  static EmbeddingType find(TypeSystem types, String name) throws AnalysisEngineProcessException {
    return new EmbeddingType(
        types.getType(name),
        OurTypes.feature(types, name, TypeNames.VECTOR, CAS.TYPE_NAME_FLOAT_ARRAY),
        OurTypes.feature(types, name, TypeNames.MODEL_ID, CAS.TYPE_NAME_STRING));
  }

  /** Adds an annotation. */
  void annotate(CAS view, int begin, int end, float[] numbers, String model) {
    AnnotationFS annotation = view.createAnnotation(type, begin, end);
    annotation.setFeatureValue(vector, array(view, numbers));
    annotation.setStringValue(modelId, model);
    view.addFsToIndexes(annotation);
  }

  static FloatArrayFS array(CAS view, float[] numbers) {
    FloatArrayFS array = view.createFloatArrayFS(numbers.length);
    array.copyFromArray(numbers, 0, 0, numbers.length);
    return array;
  }
}
