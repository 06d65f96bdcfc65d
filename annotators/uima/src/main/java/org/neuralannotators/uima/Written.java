package org.neuralannotators.uima;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.tcas.Annotation;

/**
 * A type of annotations that an engine writes.
 *
 * @param own whether the engine's model made an annotation of exactly this type
 */
record Written(Type type, Predicate<AnnotationFS> own) {
  /**
   * A type whose annotations say which model made them.
   *
   * @param modelId feature for the model's name; null where the type has none, so that nobody can
   *     tell
   */
  static Written by(String model, Type type, Feature modelId) {
    return new Written(
        type, annotation -> modelId != null && model.equals(annotation.getStringValue(modelId)));
  }

  /** The same, of which only some annotations are the engine's. */
  Written where(Predicate<AnnotationFS> condition) {
    return new Written(type, own.and(condition));
  }

  /** Whether the engine's model made an annotation. */
  boolean isOwn(AnnotationFS annotation) {
    return annotation.getType().equals(type) && own.test(annotation);
  }

  /** Removes those annotations of the type and its subtypes that are within one of the places. */
  void remove(CAS view, Collection<Place> places, Predicate<AnnotationFS> condition) {
    if (view.getAnnotationIndex(type).size() == 0) {
      return;
    }
    // Each iterator of an index that changes copies it, so that all are found before any is
    // removed.
    places.stream()
        .flatMap(
            place ->
                view.<Annotation>select(type)
                    .coveredBy(place.begin(), place.end())
                    .filter(each -> !isOfDocument(each) && condition.test(each)))
        .collect(Collectors.toSet())
        .forEach(view::removeFsFromIndexes);
  }

  /** Whether it is UIMA's own, which holds the document's language. */
  private static boolean isOfDocument(AnnotationFS annotation) {
    return annotation.getType().getName().equals(CAS.TYPE_NAME_DOCUMENT_ANNOTATION);
  }
}
