package org.neuralannotators.uima;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.StringArrayFS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.TypeSystem;
import org.apache.uima.cas.text.AnnotationFS;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.text.TranslationWarning;
import org.neuralannotators.types.TypeNames;

/**
 * Our type that links a sentence and its translation.
 *
 * @param source feature for the sentence
 * @param target feature for its translation
 * @param score feature for the search's score
 * @param warnings feature for the names of warnings
 * @param modelId feature for the model's name
 */
record TranslationType(
    Type type, Feature source, Feature target, Feature score, Feature warnings, Feature modelId) {
  static TranslationType find(TypeSystem types) throws AnalysisEngineProcessException {
    String name = TypeNames.TRANSLATION;
    return new TranslationType(
        types.getType(name),
        OurTypes.feature(types, name, TypeNames.SOURCE, CAS.TYPE_NAME_ANNOTATION),
        OurTypes.feature(types, name, TypeNames.TARGET, CAS.TYPE_NAME_ANNOTATION),
        OurTypes.feature(types, name, TypeNames.SCORE, CAS.TYPE_NAME_DOUBLE),
        OurTypes.feature(types, name, TypeNames.WARNINGS, CAS.TYPE_NAME_STRING_ARRAY),
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
                Stream.of(source, target)
                    .map(end -> (AnnotationFS) link.getFeatureValue(end))
                    .anyMatch(end -> end != null && to.test(end.getView())));
  }

  /** Adds an annotation of each of both sentences, in its view. */
  void link(
      AnnotationFS sourceSentence, AnnotationFS targetSentence, Hypothesis found, String model) {
    for (AnnotationFS sentence : List.of(sourceSentence, targetSentence)) {
      CAS view = sentence.getView();
      AnnotationFS link = view.createAnnotation(type, sentence.getBegin(), sentence.getEnd());
      link.setFeatureValue(source, sourceSentence);
      link.setFeatureValue(target, targetSentence);
      link.setDoubleValue(score, found.score());
      if (!found.warnings().isEmpty()) {
        link.setFeatureValue(warnings, names(view, found.warnings()));
      }
      link.setStringValue(modelId, model);
      view.addFsToIndexes(link);
    }
  }

  private static StringArrayFS names(CAS view, Set<TranslationWarning> warnings) {
    String[] names = warnings.stream().map(Enum::name).toArray(String[]::new);
    StringArrayFS array = view.createStringArrayFS(names.length);
    array.copyFromArray(names, 0, 0, names.length);
    return array;
  }
}
