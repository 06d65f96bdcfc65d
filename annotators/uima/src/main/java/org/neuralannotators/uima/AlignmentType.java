package org.neuralannotators.uima;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.types.TypeNames;

/**
 * Our type that links a token to those of the other view.
 *
 * @param tokens feature for the other view's tokens
 * @param weights feature for the weight of each
 * @param modelId feature for the model's name
 */
record AlignmentType(Type type, Feature tokens, Feature weights, Feature modelId) {
  static AlignmentType find(TypeSystem types) throws AnalysisEngineProcessException {
    String name = TypeNames.TOKEN_ALIGNMENT;
    return new AlignmentType(
        types.getType(name),
        OurTypes.feature(types, name, TypeNames.TOKENS, CAS.TYPE_NAME_FS_ARRAY),
        OurTypes.feature(types, name, TypeNames.WEIGHTS, CAS.TYPE_NAME_FLOAT_ARRAY),
        OurTypes.feature(types, name, TypeNames.MODEL_ID, CAS.TYPE_NAME_STRING));
  }

  /**
   * The type as one that a model writes.
   *
   * @param to the views that links lead to
   */
  Written written(String model, Predicate<CAS> to) {
    return Written.by(model, type, modelId)
        .where(
            link ->
                link.getFeatureValue(tokens) instanceof ArrayFS<?> others
                    && Stream.of(others.toArray())
                        .anyMatch(token -> to.test(((AnnotationFS) token).getView())));
  }

  /**
   * Adds an annotation of each token of both sides, in its view.
   *
   * @param rows for each token of the target the weights of the source's
   */
  void link(
      List<AnnotationFS> source, List<AnnotationFS> target, List<float[]> rows, String model) {
    if (source.isEmpty() || target.isEmpty()) {
      return;
    }
    ArrayFS<FeatureStructure> sources = array(source);
    ArrayFS<FeatureStructure> targets = array(target);
    for (int i = 0; i < target.size(); i++) {
      annotate(target.get(i), sources, rows.get(i), model);
    }
    for (int j = 0; j < source.size(); j++) {
      float[] column = new float[target.size()];
      for (int i = 0; i < column.length; i++) {
        column[i] = rows.get(i)[j];
      }
      annotate(source.get(j), targets, column, model);
    }
  }

  @SuppressWarnings("unchecked")
  private static ArrayFS<FeatureStructure> array(List<AnnotationFS> annotations) {
    ArrayFS<FeatureStructure> array =
        annotations.get(0).getView().createArrayFS(annotations.size());
    array.copyFromArray(annotations.toArray(FeatureStructure[]::new), 0, 0, annotations.size());
    return array;
  }

  private void annotate(
      AnnotationFS token, ArrayFS<FeatureStructure> others, float[] numbers, String model) {
    CAS view = token.getView();
    AnnotationFS link = view.createAnnotation(type, token.getBegin(), token.getEnd());
    link.setFeatureValue(tokens, others);
    link.setFeatureValue(weights, EmbeddingType.array(view, numbers));
    link.setStringValue(modelId, model);
    view.addFsToIndexes(link);
  }
}
